// The program under test, a record of its own, and the packs as CSV says they are.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = process.env.KARWAN_PROGRAM ?? join(root, 'build/dev/karwan')
const common = new Set(['row_id', 'entity', 'world', 'valid_from', 'valid_to', 'observed_from', 'observed_to',
  'grade', 'source', 'locator', 'note', 'recorded_at'])

// A record that holds one pack: run(...ARGS) gives what the program prints.
export function record_of(pack) {
  const folder = mkdtempSync(join(tmpdir(), 'karwan-readers-'))
  const run = (...args) => execFileSync(program, [...args, '--db', join(folder, 'record.db')],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, KARWAN_TODAY: '2026-11-23' } })
  run('pack', 'load', pack)
  return { run, folder }
}

// Every row of a pack, with its table.
export function rows_of(pack) {
  const folder = join(root, pack)
  return readdirSync(folder).filter((name) => name.endsWith('.csv')).flatMap((name) =>
    parse(readFileSync(join(folder, name)), { columns: true })
      .map((row) => ({ ...row, table: name.slice(0, -4) })))
}

// Every filled cell of a pack: what a statement must say.
export function cells_of(pack) {
  return rows_of(pack).flatMap((row) => Object.entries(row)
    .filter(([column, value]) => value !== '' && column !== 'table' && !common.has(column))
    .map(([column, value]) => ({ id: `${row.row_id}.${column}`, property: `${row.table}.${column}`, value, row })))
}
