// Matrices read by h5wasm, the HDF5 library in WebAssembly, as the validator of OMX would.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { parse } from 'csv-parse/sync'
import h5wasm from 'h5wasm/node'
import { record_of } from './karwan.mjs'

await h5wasm.ready
const { run, folder } = record_of('data/kaz-pak')
const asked = ['matrix', '--countries', 'kz,pk', '--by', 'time,cost,emissions', '--depart', '2025-06-16']
const path = join(folder, 'kz-pk.omx')
run(...asked, '--out', path)

const opened = (f) => new h5wasm.File(f, 'r')
const text_of = (attribute) => attribute.value

test('it is OMX 0.2: a version, a shape, matrices in chunks, what is missing declared', () => {
  const file = opened(path)
  assert.equal(text_of(file.attrs.OMX_VERSION), '0.2')
  const shape = [...file.attrs.SHAPE.value]
  assert.ok(shape.length === 2 && shape[0] === shape[1] && shape[0] > 20, String(shape))
  assert.deepEqual(file.get('data').keys(), ['co2e_kg', 'cost_usd', 'time_h'])
  for (const name of file.get('data').keys()) {
    const matrix = file.get(`data/${name}`)
    assert.deepEqual(matrix.shape, shape)
    assert.equal(matrix.dtype, '<d')
    assert.ok(matrix.metadata.chunks?.length === 2, 'PyTables lists chunked tables only')
    assert.equal(matrix.filters[0].name, 'deflate')
    assert.ok(Number.isNaN(matrix.attrs.NA.value))
  }
  assert.equal(text_of(file.get('data/time_h').attrs.unit), 'h')
  for (const name of file.get('lookup').keys()) {
    assert.deepEqual(file.get(`lookup/${name}`).shape, [shape[0]])
  }
  file.close()
})

test('every cell is that of the CSV, and every other is missing', () => {
  const file = opened(path)
  const places = file.get('lookup/place').value
  assert.deepEqual([...file.get('lookup/zone').value], places.map((_, i) => i + 1))
  const at = new Map(places.map((id, i) => [id, i]))
  const lines = parse(run(...asked), { columns: true })
  assert.ok(lines.length > 1000)
  for (const name of file.get('data').keys()) {
    const values = [...file.get(`data/${name}`).value]
    for (const line of lines) {
      const cell = at.get(line.from) * places.length + at.get(line.to)
      if (line[name] !== '') assert.ok(Math.abs(values[cell] - Number(line[name])) <= 0.0501, JSON.stringify(line))
      else assert.ok(Number.isNaN(values[cell]), JSON.stringify(line))
      values[cell] = NaN
    }
    assert.ok(values.every(Number.isNaN), name)
  }
  file.close()
})

test('names keep their script, and the same matrix is the same bytes', () => {
  const [one, two] = ['one.omx', 'two.omx'].map((name) => join(folder, name))
  const ask = (file, jobs) => run('matrix', '--places', 'almaty,multan', '--lang', 'ur', '--format', 'omx', '--out', file, '--jobs', jobs)
  ask(one, '1')
  ask(two, '2')
  assert.deepEqual(readFileSync(one), readFileSync(two))
  const file = opened(one)
  assert.deepEqual(file.get('lookup/place').value, ['almaty', 'multan'])
  assert.match(file.get('lookup/name').value[1], /^[\u0600-\u06ff ]+$/)
  assert.deepEqual(file.get('lookup/country').value, ['KZ', 'PK'])
  file.close()
})
