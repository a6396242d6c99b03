// Puts the report on the pull request: one comment for each command, folder and account, updated and never repeated.
// A comment that cannot be written is a warning: the run itself is judged by clnform alone.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** What GitHub takes, in characters. */
const LONGEST = 65_535;
const PAGE = 100;
const MOST_PAGES = 50;
const CUT = '\n\n**The report is longer than a comment may be.** All of it is in the summary of the run.\n';

const {
  GITHUB_API_URL = 'https://api.github.com',
  GITHUB_REPOSITORY = '',
  GITHUB_EVENT_PATH = '',
  COMMENT_TOKEN = '',
  INPUT_COMMAND = '',
  INPUT_DIRECTORY = '.',
  INPUT_ACCOUNT = '',
  INPUT_COMMENT_AUTHOR = '',
  REPORT = '',
} = process.env;

class CommentError extends Error {}

try {
  const number = await pullRequest();
  if (number === undefined) console.log('This is no pull request: there is nothing to comment on.');
  else await comment(number, await text());
} catch (error) {
  // Our own words alone: an answer of the API might hold anything.
  console.log(`::warning::The comment was not written: ${error instanceof CommentError ? error.message : error.name}`);
}

async function comment(number, body) {
  const issue = `/repos/${repository()}/issues/${number}/comments`;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const comments = await call('GET', `${issue}?per_page=${PAGE}&page=${page}`);
    const mine = comments.find((one) => one.user?.login === INPUT_COMMENT_AUTHOR && one.body?.startsWith(marker()));
    if (mine !== undefined) {
      await call('PATCH', `/repos/${repository()}/issues/comments/${Number(mine.id)}`, { body });
      console.log('The comment was updated.');
      return;
    }
    if (comments.length < PAGE) break;
  }
  await call('POST', issue, { body });
  console.log('The comment was written.');
}

/** Hidden in the comment; it tells one folder's and account's plan from another's without naming them. */
function marker() {
  const key = createHash('sha256')
    .update(JSON.stringify([INPUT_DIRECTORY, INPUT_ACCOUNT]))
    .digest('hex');
  return `<!-- clnform:${INPUT_COMMAND}:${key.slice(0, 16)} -->`;
}

async function text() {
  const report = await readFile(REPORT, 'utf8');
  const head = `${marker()}\n### clnform ${INPUT_COMMAND}\n\n`;
  if (head.length + report.length <= LONGEST) return head + report;
  const end = `${report.startsWith('<pre>') ? '\n</pre>' : ''}${CUT}`;
  const room = LONGEST - head.length - end.length;
  // Not through the middle of a character, an entity or a line.
  const cut = report.slice(0, room);
  const whole = cut.slice(0, cut.includes('\n') ? cut.lastIndexOf('\n') : 0);
  return head + whole + end;
}

async function pullRequest() {
  if (GITHUB_EVENT_PATH === '') return undefined;
  const event = JSON.parse(await readFile(GITHUB_EVENT_PATH, 'utf8'));
  const number = event.pull_request?.number;
  return Number.isSafeInteger(number) ? number : undefined;
}

function repository() {
  if (/^[\w.-]+\/[\w.-]+$/.test(GITHUB_REPOSITORY)) return GITHUB_REPOSITORY;
  throw new CommentError('GITHUB_REPOSITORY names no repository.');
}

async function call(method, path, body) {
  const answer = await fetch(`${GITHUB_API_URL}${path}`, {
    method,
    redirect: 'error',
    headers: {
      authorization: `Bearer ${COMMENT_TOKEN}`,
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      'user-agent': 'clnform',
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (answer.ok) return answer.json();
  const why = answer.status === 403 || answer.status === 404 ? '; the token needs pull-requests: write' : '';
  throw new CommentError(`GitHub answered HTTP ${answer.status}${why}.`);
}
