import KernelCalculatorCommands

CommandLineTool.main(Array(CommandLine.arguments.dropFirst()))
