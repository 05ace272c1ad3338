import KernelCalculatorCommands

let arguments = Array(CommandLine.arguments.dropFirst())
let status = CommandLineTool.status(of: "kernelcalc atlas", arguments: arguments) {
  var command = try AtlasTool.parseAsRoot(arguments)
  try command.run()
}
Console.exit(status)
