// That the check sees a wrong answer.
import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { load_contract } from './contract.mjs'

const file = join(mkdtempSync(join(tmpdir(), 'contract-')), 'openapi.yaml')
writeFileSync(file, `
openapi: 3.1.0
paths:
  /things/{id}:
    get:
      operationId: thing
      x-cli: [thing show, thing]
      responses:
        "200": { content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
components:
  schemas:
    Thing: { type: object, required: [id], additionalProperties: false, properties: { id: { type: string } } }
    Other: { x-cli: thing, type: object, required: [name], properties: { name: { type: string } } }
    Report: { x-cli: report, type: object, required: [faults], properties: { faults: { type: integer } } }
    Problem: { type: object, required: [kind] }
`)
const contract = load_contract(file)

test('an answer that keeps the contract', () => {
  assert.deepEqual(contract.check_command(['thing', 'show', 'a', '--json'], 0, { id: 'a' }), [])
  assert.deepEqual(contract.check_command(['report', '--json'], 0, { faults: 2 }), [])
  assert.deepEqual(contract.check_command(['thing', 'a'], 0, { id: 'a' }), [])
  assert.deepEqual(contract.check_command(['thing', 'a'], 0, { name: 'a' }), [])
  assert.deepEqual(contract.check_operation('thing', { id: 'a' }), [])
  assert.deepEqual(contract.check_command(['thing'], 2, { kind: 'bad_input' }), [])
})

test('an answer that breaks it', () => {
  assert.match(contract.check_command(['thing', 'show'], 0, { id: 7 })[0], /^\/id must be string/)
  assert.match(contract.check_operation('thing', { id: 'a', x: 1 })[0], /additional/)
  assert.match(contract.check_command(['report'], 0, {})[0], /faults/)
  assert.match(contract.check_command(['thing'], 2, {})[0], /kind/)
})

test('a command or operation that the contract does not know', () => {
  assert.match(contract.check_command(['things'], 0, {})[0], /no schema/)
  assert.match(contract.check_operation('things', {})[0], /no operation/)
})

test('the schemas of the real contract can all be read', () => {
  const real = load_contract(fileURLToPath(new URL('../../openapi.yaml', import.meta.url)))
  for (const operation of real.operations) assert.ok(real.check_operation(operation, null).length > 0, operation)
})
