// A dynalite that tells its port and ends with its standard input: tests/LambdaSim.Tests.Endpoint/Tables compares answers with it.
const dynalite = require('dynalite')

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.stdin.on('end', () => process.exit(0)).resume()
