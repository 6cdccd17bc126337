import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Description, Model } from './description.ts';
import type { Column, View } from './openApi.ts';

/** The placeholder for the views of the models in the file that contains all other views. */
const place = /^ {4}<!-- The views of the models\. -->\n/m;

/** Returns the module's format file. */
export function views({ models }: Description): string {
  const frame = readFileSync(path.join(import.meta.dirname, 'views.ps1xml'), 'utf8');
  const all = models.flatMap((model) => (model.view === undefined ? [] : viewOf(model, model.view)));
  return frame.replace(place, () => `${all.map((line) => `    ${line}\n`).join('')}`);
}

function viewOf(model: Model, view: View): string[] {
  const flag = (name: string, isSet = false) => (isSet ? [`<${name} />`] : []);
  return element('View', [
    ...leaf('Name', view.name),
    ...element(
      'ViewSelectedBy',
      leaf('TypeName', `Microsoft.Graph.Beta.PowerShell.Models.${model.className}`),
    ),
    ...element('TableControl', [
      ...flag('AutoSize', view.autoSize),
      ...element(
        'TableHeaders',
        view.columns.flatMap((column) => header(column, model)),
      ),
      ...element(
        'TableRowEntries',
        element('TableRowEntry', [
          ...flag('Wrap', view.wrap),
          ...element(
            'TableColumnItems',
            view.columns.flatMap((column) => cell(column, model)),
          ),
        ]),
      ),
    ]),
  ]);
}

function header(column: Column, model: Model): string[] {
  const property = propertyOf(column, model);
  const isNumber = property?.kind === 'Single' || property?.kind === 'Int64';
  return element('TableColumnHeader', [
    ...leaf('Label', column.label ?? property?.name),
    ...leaf('Width', column.width),
    ...leaf('Alignment', column.align === 'right' || isNumber ? 'Right' : undefined),
  ]);
}

function cell(column: Column, model: Model): string[] {
  return element('TableColumnItem', [
    ...leaf('PropertyName', propertyOf(column, model)?.name),
    ...leaf('ScriptBlock', column.script),
    ...leaf('FormatString', column.format),
  ]);
}

/** @throws The model has no property with this name. */
function propertyOf(column: Column, model: Model) {
  const found = model.properties.find(({ jsonName }) => jsonName === column.property);
  if (found === undefined && column.property !== undefined) {
    throw new Error(`The view of ${model.name} names a property that the model lacks: ${column.property}.`);
  }
  return found;
}

function element(name: string, content: readonly string[]): string[] {
  return [`<${name}>`, ...content.map((line) => `  ${line}`), `</${name}>`];
}

/** Returns an element that contains the text; an empty list if there is no text. */
function leaf(name: string, text: string | number | undefined): string[] {
  const escaped = String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return text === undefined ? [] : [`<${name}>${escaped}</${name}>`];
}
