// The calendar read by ical.js, the feed by fast-xml-parser and feedsmith.
import assert from 'node:assert/strict'
import test from 'node:test'
import { XMLValidator } from 'fast-xml-parser'
import { parseAtomFeed } from 'feedsmith'
import ICAL from 'ical.js'
import { record_of, rows_of } from './karwan.mjs'

const pack = 'data/kaz-pak'
const kazpak = record_of(pack)
const text_of = (construct) => construct.value ?? construct
const events_in = (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  .map((component) => new ICAL.Event(component))

test('the calendar keeps the form of its lines', () => {
  const text = kazpak.run('export', 'ical')
  assert.ok(text.endsWith('END:VCALENDAR\r\n'))
  for (const line of text.split('\r\n')) {
    assert.ok(!line.includes('\n') && Buffer.byteLength(line) <= 75, line)
  }
  assert.equal(text, kazpak.run('export', 'ical'))
})

test('the calendar holds every event that has a date, and every due date', () => {
  const events = events_in(kazpak.run('export', 'ical'))
  const ids = events.map((e) => e.uid)
  assert.equal(new Set(ids).size, ids.length)
  const dated = (table, column) => rows_of(pack).filter((row) => row.table === table && row[column])
  const held = new Set(dated('events', 'starts_on').map((row) => `${row.entity}.event@karwan`))
  assert.deepEqual(new Set(ids.filter((id) => id.endsWith('.event@karwan'))), held)
  const due = new Set(ids.filter((id) => !id.endsWith('.event@karwan')).map((id) => id.split('.')[0]))
  assert.deepEqual(due, new Set(dated('commitments', 'due').map((row) => row.entity)))
  for (const e of events) {
    assert.ok(e.startDate.isDate && e.endDate.isDate && e.startDate.compare(e.endDate) < 0, e.uid)
    assert.ok(e.summary && e.description && e.component.getFirstPropertyValue('dtstamp'), e.uid)
  }
})

test('a date that is known to the month is the whole month', () => {
  const months = rows_of(pack).filter((row) => row.table === 'events' && /^\d{4}-\d{2}$/.test(row.starts_on) &&
    (row.ends_on === '' || row.ends_on === row.starts_on))
  const events = new Map(events_in(kazpak.run('export', 'ical')).map((e) => [e.uid, e]))
  const alone = months.filter((row) => rows_of(pack).filter((r) => r.table === 'events' && r.entity === row.entity).length === 1)
  assert.ok(alone.length > 0)
  for (const row of alone) {
    const e = events.get(`${row.entity}.event@karwan`)
    const [year, month] = row.starts_on.split('-').map(Number)
    assert.equal(e.startDate.toString(), `${row.starts_on}-01`)
    assert.equal(e.endDate.toString(), new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10))
    assert.match(e.description, /the day is not known/)
  }
})

test('the feed has an entry for each entity that an act changed', () => {
  const { run } = record_of('tests/packs/uz-ge')
  run('record', 'add', 'aktau-port', 'lat=43.61', '--row', 'pl-aktau-port-1', '--by', 'a <b> & "c"')
  run('record', 'retract', 'pl-alat-port-1.lat', '--reason', 'misread <again>', '--by', 'tester')
  const text = run('export', 'atom', '--authority', 'example.org')
  assert.equal(XMLValidator.validate(text), true)
  const feed = parseAtomFeed(text)
  const ids = feed.entries.map((e) => e.id)
  assert.equal(new Set([feed.id, ...ids]).size, ids.length + 1)
  assert.ok([feed.id, ...ids].every((id) => /^tag:example\.org,2026:changes/.test(id)))
  assert.equal(feed.entries.length, 3)
  const [retracted, corrected, loaded] = feed.entries
  assert.match(text_of(retracted.title), /: 1 retracted$/)
  assert.match(text_of(retracted.content), /misread <again>/)
  assert.match(text_of(corrected.title), /: 1 corrected$/)
  assert.equal(corrected.authors[0].name, 'a <b> & "c"')
  assert.match(text_of(loaded.title), /^\d+ changes by pack uz-ge/)
  for (const e of [feed, ...feed.entries]) assert.ok(!Number.isNaN(Date.parse(e.updated)), e.id)
  assert.equal(feed.updated, retracted.updated)
})
