import { better, type RowGroup, same } from '../row.ts';

export const surface: RowGroup = {
  command: same(
    'It is an advanced function: default set UpdateExpanded, no positions, ShouldProcess at medium impact.',
  ),
  parameters: same('Both parameter sets list their parameters in a fixed order.'),
  'parameter-facts': same('Types, aliases, pipeline binding and attributes are those of the help page.'),
  hidden: same('Six parameters are hidden from completion, yet the syntax shows them.'),
  validation: same('Null for the steps is refused; the three array parameters take an empty array.'),
  positional: same('An argument without a name is refused.'),
  'body-and-parameters': same('A whole body beside single properties is ambiguous.'),
  views: better('views', 'Tables are as wide as their columns, whatever the screen shows of them.'),
  completion: same('Tab offers the parameters that are not hidden.'),
};
