// node check.mjs FOLDER: checks the answers that tests/cases kept there (KARWAN_KEEP_JSON).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load_contract } from './contract.mjs'

const folder = process.argv[2]
const contract = load_contract(fileURLToPath(new URL('../../openapi.yaml', import.meta.url)))
let passed = 0
let failed = 0
const seen = new Set()
for (const name of readdirSync(folder).filter((n) => n.endsWith('.json')).sort()) {
  const kept = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  const faults = kept.is_json
    ? contract.check_command(kept.args, kept.exit, kept.answer)
    : ['not JSON']
  for (const command of contract.commands) {
    if (kept.exit === 0 && kept.args.join(' ').startsWith(command)) seen.add(command)
  }
  if (faults.length === 0) {
    ++passed
    continue
  }
  ++failed
  console.log(`${kept.case}: karwan ${kept.args.join(' ')}`)
  for (const fault of faults.slice(0, 10)) console.log(`  ${fault}`)
  if (faults.length > 10) console.log(`  and ${faults.length - 10} more`)
}
for (const command of contract.commands.filter((c) => !seen.has(c))) {
  console.log(`no case runs: karwan ${command} --json`)
  ++failed
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed || !passed ? 1 : 0
