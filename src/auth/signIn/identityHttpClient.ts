import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { sendSignInRequest } from './signInRequest.ts';

/** The identity library's HTTP on ours. */
export const identityHttpClient: HttpClient = {
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const { method, url, headers, body } = request;
    if (body !== undefined && body !== null && typeof body !== 'string') {
      throw new TypeError('The body of a sign-in request is text.');
    }
    const answer = await sendSignInRequest({
      method,
      url,
      headers: headers.toJSON(),
      body: body ?? undefined,
    });
    return {
      request,
      status: answer.status,
      headers: createHttpHeaders(answer.headers),
      bodyAsText: answer.text,
    };
  },
};
