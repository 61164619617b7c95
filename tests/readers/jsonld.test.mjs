// JSON-LD, turned into RDF by jsonld.js.
import assert from 'node:assert/strict'
import test from 'node:test'
import jsonld from 'jsonld'
import { cells_of, record_of } from './karwan.mjs'

const rdf = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const prov = 'http://www.w3.org/ns/prov#'
const documentLoader = (url) => { throw new Error(`the document asks for ${url}`) }

// Subject -> predicate -> objects.
async function graph_of(text) {
  const quads = await jsonld.toRDF(JSON.parse(text), { documentLoader, safe: true })
  const graph = new Map()
  for (const { subject, predicate, object } of quads) {
    const node = graph.get(subject.value) ?? graph.set(subject.value, new Map()).get(subject.value)
    node.set(predicate.value, [...(node.get(predicate.value) ?? []), object])
  }
  return graph
}

test('every value is a node with its source', async () => {
  const pack = 'tests/packs/uz-ge'
  const graph = await graph_of(record_of(pack).run('export', 'jsonld'))
  const one = (node, predicate) => {
    const all = node.get(predicate) ?? []
    assert.equal(all.length, 1, predicate)
    return all[0].value
  }
  const cells = cells_of(pack)
  for (const { id, property, value, row } of cells) {
    const node = graph.get(`urn:karwan:statement:${id}`)
    assert.ok(node, id)
    assert.equal(one(node, rdf + 'type'), rdf + 'Statement')
    assert.equal(one(node, rdf + 'subject'), `urn:karwan:entity:${row.entity}`)
    assert.equal(one(node, rdf + 'predicate'), `urn:karwan:terms:${property}`)
    assert.equal(one(node, rdf + 'object'), value)
    assert.equal(one(node, prov + 'generatedAtTime'), '2026-07-31T00:00:00Z')
    const act = graph.get(one(node, prov + 'wasGeneratedBy'))
    assert.equal(one(act, rdf + 'type'), prov + 'Activity')
    if (row.source) {
      const source = one(node, prov + 'wasDerivedFrom')
      assert.equal(source, `urn:karwan:entity:${row.source}`)
      assert.ok(graph.has(source), source)
    }
  }
  const statements = [...graph.keys()].filter((iri) => iri.startsWith('urn:karwan:statement:'))
  assert.equal(statements.length, cells.length)
})

test('corrections and retractions are told', async () => {
  const { run } = record_of('tests/packs/uz-ge')
  run('record', 'add', 'aktau-port', 'lat=43.61', '--row', 'pl-aktau-port-1', '--by', 'tester')
  run('record', 'retract', 'pl-alat-port-1.lat', '--reason', 'misread', '--by', 'tester')
  const graph = await graph_of(run('export', 'jsonld'))
  const values = (id, predicate) => graph.get(`urn:karwan:statement:${id}`).get(predicate).map((o) => o.value)
  assert.deepEqual(values('pl-aktau-port-1.lat~2', prov + 'wasRevisionOf'), ['urn:karwan:statement:pl-aktau-port-1.lat'])
  assert.deepEqual(values('pl-aktau-port-1.lat', 'urn:karwan:terms:status'), ['corrected'])
  assert.deepEqual(values('pl-alat-port-1.lat', 'urn:karwan:terms:status'), ['retracted'])
  const [list] = values('pl-alat-port-1.lat', 'urn:karwan:terms:history')
  const [change] = graph.get(list).get(rdf + 'first').map((o) => graph.get(o.value))
  assert.equal(change.get('urn:karwan:terms:reason')[0].value, 'misread')
})
