// Puts a report on the merge request as one note that is updated. COMMENT_TOKEN: a project access token with the scope
// `api`, masked and for protected branches and merge requests of the project itself.
import { readFile } from 'node:fs/promises';

const MARKER = '<!-- clnform -->';
const LONGEST = 900_000;
const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, COMMENT_TOKEN } = process.env;
const notes = `${CI_API_V4_URL}/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}/notes`;

async function call(method, url, body) {
  const headers = { 'private-token': COMMENT_TOKEN, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, redirect: 'error', ...(body && { body: JSON.stringify(body) }) });
  if (!answer.ok) throw new Error(`GitLab answered HTTP ${answer.status}`);
  return answer.json();
}

const report = await readFile(process.argv[2], 'utf8');
const cut = report.length > LONGEST ? `${report.slice(0, LONGEST)}\n\n**Cut off: the whole report is an artifact.**` : report;
const { id: me } = await call('GET', `${CI_API_V4_URL}/user`);
let mine;
for (let page = 1; mine === undefined; page += 1) {
  const found = await call('GET', `${notes}?per_page=100&page=${page}`);
  mine = found.find((note) => note.author.id === me && note.body.startsWith(MARKER));
  if (found.length < 100) break;
}
const body = { body: `${MARKER}\n${cut}` };
if (mine === undefined) await call('POST', notes, body);
else await call('PUT', `${notes}/${mine.id}`, body);
