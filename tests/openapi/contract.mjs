// openapi.yaml as validators: which schema an answer of a command or an endpoint must have. A
// command may have several (`record show` answers with an entity or with a statement).
import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { parse } from 'yaml'

const root = 'openapi'

// Finds the schema of every command (x-cli on an operation, or on a schema of its own where no
// endpoint gives that answer) and of every operationId.
export function load_contract(file) {
  const document = parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  addFormats(ajv)
  ajv.addSchema(document, root)

  const commands = new Map()
  const operations = new Map()
  const add_command = (command, where) => commands.set(command, [...(commands.get(command) ?? []), where])
  const pointer = (...keys) =>
    keys.map((key) => '/' + encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('')
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (!operation.responses?.['200']?.content?.['application/json']) continue // a path's parameters; a calendar
      const where = pointer('paths', path, method, 'responses', '200', 'content', 'application/json', 'schema')
      operations.set(operation.operationId, where)
      for (const command of [operation['x-cli'] ?? []].flat()) add_command(command, where)
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    for (const command of [schema['x-cli'] ?? []].flat()) add_command(command, pointer('components', 'schemas', name))
  }

  const faults = (where, answer) => {
    const validate = ajv.getSchema(`${root}#${where}`)
    if (!validate) return [`openapi.yaml has no schema at ${decodeURIComponent(where)}`]
    return validate(answer) ? [] : validate.errors.map(
      (e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`)
  }

  return {
    commands: [...commands.keys()],
    operations: [...operations.keys()],
    // What is wrong with an answer of `karwan ARGS`; an empty list where it keeps the contract.
    check_command(args, exit, answer) {
      if (exit !== 0) return this.check_problem(answer)
      const words = args.join(' ') + ' '
      const command = [...commands.keys()].filter((c) => words.startsWith(c + ' '))
        .sort((a, b) => b.length - a.length)[0]
      if (!command) return ['no schema in openapi.yaml has x-cli for this command']
      return commands.get(command).map((where) => faults(where, answer)).sort((a, b) => a.length - b.length)[0]
    },
    check_problem: (answer) => faults(pointer('components', 'schemas', 'Problem'), answer),
    // The same for an answer over HTTP.
    check_operation(operation, answer) {
      if (!operations.has(operation)) return [`no operation ${operation} in openapi.yaml`]
      return faults(operations.get(operation), answer)
    },
  }
}
