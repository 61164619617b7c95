// FollowTheMoney statements, read by csv-parse as csv.DictReader would.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { parse } from 'csv-parse/sync'
import { cells_of, record_of } from './karwan.mjs'

const model = JSON.parse(readFileSync(new URL('ftm_schema.json', import.meta.url), 'utf8'))

// The type of a property, by the schema and all that it extends.
function type_of(schema, prop) {
  if (!(schema in model.extends)) return undefined
  return model.properties[schema]?.[prop] ??
    model.extends[schema].map((s) => type_of(s, prop)).find((t) => t !== undefined)
}

const forms = {
  date: /^\d{4}(-\d{2}(-\d{2})?)?$/,
  country: /^[a-z]{2}$/,
  language: /^[a-z]{3}$/,
  number: /^-?\d+(\.\d+)?$/,
  entity: /^[a-z0-9]+(-[a-z0-9]+)*$/,
  url: /^https?:\/\//,
}

for (const pack of ['tests/packs/uz-ge', 'data/kaz-pak']) {
  test(`${pack}: every line is a statement of FollowTheMoney`, () => {
    const lines = parse(record_of(pack).run('export', 'ftm'), { columns: true })
    const ids = new Set()
    const schemas = new Map()
    for (const line of lines) {
      const where = JSON.stringify(line)
      assert.equal(type_of(line.schema, line.prop), line.prop_type, where)
      assert.ok(line.value !== '' && line.value.length < 65000, where)
      if (line.prop_type in forms) assert.match(line.value, forms[line.prop_type], where)
      if (line.lang) assert.match(line.lang, forms.language, where)
      assert.match(line.dataset, /^[a-z0-9_]+$/, where)
      assert.match(line.first_seen, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/, where)
      assert.ok(line.external === 'f' && line.canonical_id === line.entity_id, where)
      assert.ok(!ids.has(line.id), `twice: ${where}`)
      ids.add(line.id)
      assert.equal(schemas.get(line.entity_id) ?? line.schema, line.schema, where)
      schemas.set(line.entity_id, line.schema)
    }
    assert.ok(schemas.size > 100)
  })

  test(`${pack}: every value is there with its source`, () => {
    const said = new Map()
    for (const line of parse(record_of(pack).run('export', 'ftm'), { columns: true })) {
      if (line.karwan_statement) said.set(line.karwan_statement, line)
    }
    const cells = cells_of(pack)
    for (const { id, property, value, row } of cells) {
      const line = said.get(id)
      assert.ok(line, id)
      assert.equal(line.karwan_property, property)
      assert.equal(line.original_value || line.value, value)
      assert.equal(line.karwan_source, row.source)
      assert.equal(line.dataset, (row.source || line.karwan_pack).replaceAll('-', '_'))
      assert.equal(line.entity_id, row.entity)
    }
    assert.equal(said.size, cells.length)
  })
}

test('what no longer holds is only a note, and says so', () => {
  const { run } = record_of('tests/packs/uz-ge')
  run('record', 'add', 'aktau-port', 'lat=43.61', '--row', 'pl-aktau-port-1', '--by', 'tester')
  run('record', 'retract', 'pl-alat-port-1.lat', '--reason', 'misread', '--by', 'tester')
  const lines = parse(run('export', 'ftm'), { columns: true })
  const of = (id) => lines.find((line) => line.karwan_statement === id)
  assert.equal(of('pl-aktau-port-1.lat~2').prop, 'latitude')
  assert.deepEqual([of('pl-aktau-port-1.lat').prop, of('pl-aktau-port-1.lat').value],
    ['notes', 'Corrected since: lat: 43.603 degree'])
  assert.equal(of('pl-alat-port-1.lat').prop, 'notes')
  assert.match(of('pl-alat-port-1.lat').value, /^Retracted \d{4}-\d{2}-\d{2} \(misread\): lat: 39.97 degree$/)
})
