// The umbrella: what a library user imports.
@_exported import ArcCosineKernels
@_exported import ArchitectureSpaces
@_exported import CertificateChecking
@_exported import CertifiedInequalities
@_exported import CoqCertificates
@_exported import ExactArithmetic
@_exported import ExpressionExport
@_exported import IntervalArithmetic
@_exported import KernelComposition
@_exported import NetworkAnalysis
@_exported import NetworkGraphs
@_exported import ReferenceTables
@_exported import RegressionTesting
@_exported import PaperClaims
@_exported import RigorousEvaluation
@_exported import Statements
@_exported import SymbolicExpressions
