// What needs an account, asked of a real server over a small record: every answer is as openapi.yaml
// says.
import { after, before, describe, it } from 'node:test'
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load_contract } from './contract.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const program = process.env.KARWAN_PROGRAM ?? join(root, 'build/release/karwan')
const contract = load_contract(join(root, 'openapi.yaml'))
const folder = mkdtempSync(join(tmpdir(), 'karwan-acts-'))
const env = { ...process.env, KARWAN_DB: join(folder, 'karwan.db'), KARWAN_TODAY: '2026-11-23' }
const password = 'four words put together'

let server
let base

const run = (args, input = '') => execFileSync(program, args, { env, input, encoding: 'utf8' })

async function ask(operation, method, path, { body, as, token, document } = {}) {
  const headers = { ...(as && { cookie: as.cookie, 'x-csrf-token': as.csrf }) }
  if (token) headers.authorization = `Bearer ${token}`
  if (body || document) headers['content-type'] = body ? 'application/json' : 'text/plain'
  const answer = await fetch(base + path, { method, headers, body: document ?? (body && JSON.stringify(body)) })
  const text = await answer.text()
  const read = text ? JSON.parse(text) : null
  const faults = answer.status === 200 ? contract.check_operation(operation, read) : read && contract.check_problem(read)
  assert.deepEqual(faults ?? [], [], `${method} ${path}: ${text}`)
  if (read && answer.status !== 200) assert.equal(read.status, answer.status)
  return { status: answer.status, body: read, headers: answer.headers }
}

async function log_in(name) {
  const { status, body, headers } = await ask('log_in', 'POST', '/session', { body: { name, password } })
  assert.equal(status, 200)
  return { cookie: headers.get('set-cookie').split(';')[0], csrf: body.csrf_token }
}

describe('acts', () => {
  before(async () => {
    run(['pack', 'load', join(root, 'tests/packs/uz-ge')])
    for (const role of ['contributor', 'reviewer', 'admin']) run(['user', 'add', role, '--role', role, '--stdin'], password)
    server = spawn(program, ['serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    base = await new Promise((resolve) => {
      server.stdout.on('data', (chunk) => resolve(`${/http:\/\/[^/\s]+/.exec(chunk)[0]}/api/v1`))
    })
  })
  after(async () => {
    const ended = new Promise((resolve) => server.on('exit', resolve))
    server.kill('SIGTERM')
    assert.equal(await ended, 0)
    rmSync(folder, { recursive: true, force: true })
  })

  const report = { entity: 'aktau-port', state: 'closed', from: '2026-11-20', source: 'https://example.org/aktau' }

  it('take a report, show it, accept it and tell of it', async () => {
    const [contributor, reviewer, admin] = [await log_in('contributor'), await log_in('reviewer'), await log_in('admin')]
    assert.equal((await ask('session', 'GET', '/session')).body.signed_in, false)
    assert.equal((await ask('session', 'GET', '/session', { as: contributor })).body.account, 'contributor')
    const told = await ask('report', 'POST', '/reports', { as: contributor, body: report })
    assert.equal(told.status, 200)
    const id = told.body.rows.at(-1).row_id
    const path = `/review/${id}`
    assert.equal((await ask('review_one', 'GET', path)).body.proposal.proposed_by, undefined)
    for (const [as, by] of [[contributor, undefined], [reviewer, 'contributor']]) {
      assert.equal((await ask('review_one', 'GET', path, { as })).body.proposal.proposed_by, by)
      assert.equal((await ask('review', 'GET', '/review', { as })).body.proposals[0].proposed_by, by)
    }
    const body = { decision: 'edit', cells: { reason: 'a storm' }, reason: 'as the port says' }
    assert.equal((await ask('decide', 'POST', path, { as: contributor, body })).status, 403)
    assert.equal((await ask('decide', 'POST', path, { as: reviewer, body })).body?.decision, 'edited')
    assert.equal((await ask('review', 'GET', '/review')).body.proposals.length, 0)
    const log = await ask('audit', 'GET', '/audit?limit=20', { as: admin })
    assert.deepEqual(log.body.entries.slice(0, 2).map((e) => [e.by, e.act]), [['reviewer', 'review edit'], ['contributor', 'review']])
    assert.equal((await ask('log_out', 'DELETE', '/session', { as: admin })).status, 204)
    assert.equal((await ask('audit', 'GET', '/audit', { as: admin })).status, 401)
  })

  it('take a document, show it again, and tell what became of it', async () => {
    const [contributor, reviewer] = [await log_in('contributor'), await log_in('reviewer')]
    const document = 'Tbilisi, 3 May 2025: Uzbekistan and Georgia signed an agreement on wagons. Trade was $81 million in 2024.'
    const dry = await ask('ingest', 'POST', '/ingest?dry_run=true', { as: contributor, document })
    assert.equal(dry.body.source, undefined)
    assert.ok(dry.body.claims.some((c) => c.cells))
    const taken = await ask('ingest', 'POST', '/ingest', { as: contributor, body: { text: document, title: 'A talk', lang: 'en' } })
    assert.match(taken.body.source, /^src-a-talk-[0-9a-f]{12}$/)
    const waits = taken.body.claims.find((c) => c.status === 'proposed')
    const page = await ask('review_one', 'GET', `/review/${waits.row}`, { as: reviewer })
    assert.equal(page.body.proposal.proposed_by, 'contributor')
    const quote = [...taken.body.text].slice(waits.begin, waits.end).join('')
    assert.equal(quote, waits.quote)
    await ask('decide', 'POST', `/review/${waits.row}`, { as: reviewer, body: { decision: 'reject', reason: 'not sourced' } })
    const again = await ask('document', 'GET', `/documents/${taken.body.source}`, { as: reviewer })
    assert.equal(again.body.claims.find((c) => c.row === waits.row).status, 'rejected')
    assert.equal((await ask('document', 'GET', `/documents/${taken.body.source}`)).status, 401)
    assert.equal((await ask('document', 'GET', '/documents/none', { as: reviewer })).status, 404)
    assert.equal((await ask('ingest', 'POST', '/ingest', { as: contributor, document: '%PDF-1.7' })).status, 422)
  })

  it('take a token that the command made while the server ran', async () => {
    const made = JSON.parse(run(['token', 'add', 'reviewer', '--label', 'a script', '--scope', 'report', '--json']))
    const body = { ...report, from: '2026-11-21', accept: true }
    assert.equal((await ask('report', 'POST', '/reports', { token: made.token, body })).status, 403)
    assert.equal((await ask('report', 'POST', '/reports', { token: made.token, body: { ...body, accept: false } })).status, 200)
    assert.equal((await ask('session', 'GET', '/session', { token: made.token })).body.account, 'reviewer')
    run(['token', 'revoke', made.id])
    assert.equal((await ask('report', 'POST', '/reports', { token: made.token, body })).status, 401)
  })

  it('take any value of a thing, and tell of acts in parts', async () => {
    const as = await log_in('contributor')
    const { state, ...rest } = report
    const value = { ...rest, entity: 'x-road-farap-alat', property: 'dwell_h', value: '31' }
    const told = await ask('report', 'POST', '/reports', { as, body: value })
    assert.deepEqual([told.status, told.body.property, told.body.value, told.body.unit, told.body.proposed], [200, 'dwell_h', '31', 'h', true])
    const { proposal } = (await ask('review_one', 'GET', `/review/${told.body.rows.at(-1).row_id}`)).body
    const stated = Object.fromEntries(proposal.rows.at(-1).statements.map((s) => [s.property, s.value]))
    assert.equal(stated.dwell_h, '31')
    assert.ok(stated.side && stated.from_country, 'of which side and direction it is')
    assert.equal((await ask('report', 'POST', '/reports', { as, body: { ...value, value: 'long' } })).body.field, 'dwell_h')
    assert.equal((await ask('report', 'POST', '/reports', { as, body: { ...value, property: 'colour' } })).body.field, 'property')
    assert.equal((await ask('report', 'POST', '/reports', { as, body: { ...rest, property: 'dwell_h' } })).body.field, 'value')
    const admin = await log_in('admin')
    const [{ number }] = (await ask('audit', 'GET', '/audit?limit=1', { as: admin })).body.entries
    const next = await ask('audit', 'GET', `/audit?limit=1&cursor=${number}`, { as: admin })
    assert.equal(next.body.entries[0].number, number - 1)
    assert.equal((await ask('audit', 'GET', '/audit?cursor=x', { as: admin })).status, 400)
  })

  it('refuse as openapi.yaml says', async () => {
    assert.equal((await ask('log_in', 'POST', '/session', { body: { name: 'contributor', password: 'another one' } })).status, 401)
    assert.equal((await ask('log_in', 'POST', '/session', { body: { name: 'contributor' } })).status, 400)
    assert.equal((await ask('report', 'GET', '/reports')).status, 405)
    const as = await log_in('contributor')
    assert.equal((await ask('report', 'POST', '/reports', { as: { ...as, csrf: '' }, body: report })).status, 403)
    assert.equal((await ask('report', 'POST', '/reports', { as, body: { ...report, entity: 'atlantis' } })).body.field, 'entity')
  })

  it('are kept where only their owner reads', () => {
    assert.equal(statSync(`${env.KARWAN_DB}.access`).mode & 0o777, 0o600)
  })
})
