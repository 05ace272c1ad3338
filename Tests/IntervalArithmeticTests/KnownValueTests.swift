import ExactArithmetic
import IntervalArithmetic
import Testing

/// A value to 55 digits, correctly rounded, from mpmath 1.3.0 at 80 digits, which does not use MPFR.
struct KnownValue: Sendable, CustomTestStringConvertible {
  let function: String
  let argument: String
  let value: String

  var testDescription: String { "\(function)(\(argument))" }

  init(_ function: String, _ argument: String, _ value: String) {
    self.function = function
    self.argument = argument
    self.value = value
  }

  static let functions: [String: @Sendable (Interval) -> Interval] = [
    "arccosine": { $0.arccosine }, "arcsine": { $0.arcsine }, "arctangent": { $0.arctangent },
    "sine": { $0.sine }, "cosine": { $0.cosine }, "exponential": { $0.exponential },
    "logarithm": { $0.logarithm }, "squareRoot": { $0.squareRoot },
    "π ·": { .pi(precision: $0.precision) * $0 },
    "angle with x = -2 of": { Interval.atan2($0, Interval(-2, precision: $0.precision)) },
    "power 1/3": { $0.power(Rational(1, 3)) }, "power -5/7": { $0.power(Rational(-5, 7)) },
    "power 5/2": { $0.power(Rational(5, 2)) },
  ]

  static let all: [KnownValue] = [
    KnownValue(
      "arccosine", "1/3",
      "1.230959417340774682134929178247987375710340009355094839"),
    KnownValue(
      "arccosine", "-9/10",
      "2.690565841793530805917998747485151057993746886090855793"),
    KnownValue(
      "arccosine", "999999999999/1000000000000",
      "1.414213562373212899931886508646935847133446665336142623e-6"),
    KnownValue(
      "arccosine", "1/1000000000000",
      "1.570796326793896619231321691639751441931918033020886244"),
    KnownValue(
      "arccosine", "-1/2",
      "2.094395102393195492308428922186335256131446266250070547"),
    KnownValue(
      "arccosine", "7/8",
      "0.5053605102841573069713148739874219445043874661936763873"),
    KnownValue(
      "arcsine", "1/3",
      "0.3398369094541219370963925133917640663882446903324580714"),
    KnownValue(
      "arcsine", "-9/10",
      "-1.119769514998634186686677055845399615895162186403302882"),
    KnownValue(
      "arcsine", "999999999999/1000000000000",
      "1.570794912581334246018421759753242795162737566240887574"),
    KnownValue(
      "arcsine", "1/1000000000000",
      "1.000000000000000000000000166666666666666666666666741667e-12"),
    KnownValue(
      "arcsine", "-1/2",
      "-0.5235987755982988730771072305465838140328615665625176368"),
    KnownValue(
      "arcsine", "7/8",
      "1.065435816510739312260006817652329497594197233493876523"),
    KnownValue(
      "arctangent", "1/3",
      "0.3217505543966421934014046143586613190207552955576561914"),
    KnownValue(
      "arctangent", "-9/10",
      "-0.7328151017865065916407920727342802519857556793582560863"),
    KnownValue(
      "arctangent", "999999999999/1000000000000",
      "0.7853981633969483096156605958198757209659590165104431219"),
    KnownValue(
      "arctangent", "1/1000000000000",
      "9.999999999999999999999996666666666666666666666668666667e-13"),
    KnownValue(
      "arctangent", "-1/2",
      "-0.4636476090008061162142562314612144020285370542861202638"),
    KnownValue(
      "arctangent", "7/8",
      "0.7188299996216245054170141515259046539514191200183170855"),
    KnownValue(
      "arctangent", "100",
      "1.560796660108231381024981575430471893537215347143176271"),
    KnownValue(
      "arctangent", "-3",
      "-1.249045772398254425829917077281090123077829404129896719"),
    KnownValue(
      "sine", "1/3",
      "0.3271946967961522441733440852676206060643014068937597916"),
    KnownValue(
      "sine", "-9/10",
      "-0.7833269096274833884613823157135486231401479257203096036"),
    KnownValue(
      "sine", "999999999999/1000000000000",
      "0.8414709848073562043466337611774056591569171422548696210"),
    KnownValue(
      "sine", "1/1000000000000",
      "9.999999999999999999999998333333333333333333333333416667e-13"),
    KnownValue(
      "sine", "-1/2",
      "-0.4794255386042030002732879352155713880818033679406006752"),
    KnownValue(
      "sine", "7/8",
      "0.7675435022360270396345754670545398096930434548056024751"),
    KnownValue(
      "sine", "100",
      "-0.5063656411097587936565576104597854320650327212906573234"),
    KnownValue(
      "sine", "-3",
      "-0.1411200080598672221007448028081102798469332642522655842"),
    KnownValue(
      "sine", "22/7",
      "-1.264488930377353400360350475645932491773911391197603393e-3"),
    KnownValue(
      "sine", "1000000000000000000000",
      "-0.6671201770718048469651957581261762486894841315415757083"),
    KnownValue(
      "sine", "355/113",
      "-2.667641890624191484063745288734688868221054266212710251e-7"),
    KnownValue(
      "cosine", "1/3",
      "0.9449569463147376643882840076758806078458526995651407377"),
    KnownValue(
      "cosine", "-9/10",
      "0.6216099682706644564847161514071335087217613665912390076"),
    KnownValue(
      "cosine", "999999999999/1000000000000",
      "0.5403023058689811883857442337984761718438368550146141641"),
    KnownValue(
      "cosine", "1/1000000000000",
      "0.9999999999999999999999995000000000000000000000000416667"),
    KnownValue(
      "cosine", "-1/2",
      "0.8775825618903727161162815826038296519916451971097440530"),
    KnownValue(
      "cosine", "7/8",
      "0.6409968581633251303565566227960341319230463941938503949"),
    KnownValue(
      "cosine", "100",
      "0.8623188722876839341019385139508425355100840085355108293"),
    KnownValue(
      "cosine", "-3",
      "-0.9899924966004454572715727947312613023936790966155883288"),
    KnownValue(
      "cosine", "11/7",
      "-6.322445915532736545183507752145567303142029199635075036e-4"),
    KnownValue(
      "cosine", "1000000000000000000000",
      "0.7449501119831339058586523071890968719252292249530109714"),
    KnownValue(
      "cosine", "355/226",
      "-1.333820945312107606891466485442533616520514824306318344e-7"),
    KnownValue(
      "exponential", "1/3",
      "1.395612425086089528628125319602586837597906515199406983"),
    KnownValue(
      "exponential", "-9/10",
      "0.4065696597405991118834542396456259878337033761703781677"),
    KnownValue(
      "exponential", "999999999999/1000000000000",
      "2.718281828456326953531829785258216439355465139936210393"),
    KnownValue(
      "exponential", "1/1000000000000",
      "1.000000000001000000000000500000000000166666666666708333"),
    KnownValue(
      "exponential", "-1/2",
      "0.6065306597126334236037995349911804534419181354871869557"),
    KnownValue(
      "exponential", "7/8",
      "2.398875293967097914691645733716296748285465871698578891"),
    KnownValue(
      "exponential", "100",
      "2.688117141816135448412625551580013587361111877374192242e+43"),
    KnownValue(
      "exponential", "-3",
      "0.04978706836786394297934241565006177663169959218842321557"),
    KnownValue(
      "logarithm", "1/3",
      "-1.098612288668109691395245236922525704647490557822749452"),
    KnownValue(
      "logarithm", "999999999999/1000000000000",
      "-1.000000000000500000000000333333333333583333333333533333e-12"),
    KnownValue(
      "logarithm", "2",
      "0.6931471805599453094172321214581765680755001343602552541"),
    KnownValue(
      "logarithm", "10",
      "2.302585092994045684017991454684364207601101488628772976"),
    KnownValue(
      "logarithm", "1/1000000000000",
      "-27.63102111592854820821589745621237049121321786354527571"),
    KnownValue(
      "squareRoot", "2",
      "1.414213562373095048801688724209698078569671875376948073"),
    KnownValue(
      "squareRoot", "1/3",
      "0.5773502691896257645091487805019574556476017512701268760"),
    KnownValue(
      "squareRoot", "10",
      "3.162277660168379331998893544432718533719555139325216827"),
    KnownValue(
      "squareRoot", "1/1000000000001",
      "9.999999999995000000000003749999999996875000000002734375e-7"),
    KnownValue(
      "π ·", "1",
      "3.141592653589793238462643383279502884197169399375105821"),
    KnownValue(
      "angle with x = -2 of", "1",
      "2.677945044588987122248387151818288482168632345088985557"),
    KnownValue(
      "angle with x = -2 of", "-1",
      "-2.677945044588987122248387151818288482168632345088985557"),
    KnownValue(
      "power 1/3", "2",
      "1.259921049894873164767210607278228350570251464701507980"),
    KnownValue(
      "power 1/3", "1/5",
      "0.5848035476425732131013574720275845557060997270202060083"),
    KnownValue(
      "power -5/7", "10",
      "0.1930697728883250167007074799840189035224382796541406646"),
    KnownValue(
      "power 5/2", "1/3",
      "0.06415002990995841827879430894466193951640019458556965289"),
  ]
}

@Suite struct KnownValueTests {
  /// The enclosure at 300 bits is far narrower than the last digit of the known value.
  @Test(arguments: KnownValue.all)
  func knownValue(_ known: KnownValue) throws {
    let function = try #require(KnownValue.functions[known.function])
    let argument = try #require(Rational(known.argument))
    let result = function(Interval(argument, precision: Precision(300)))
    let value = try #require(Rational(known.value))
    let unit = value.magnitude * Rational(10).power(-54)
    let expected = Interval(
      lower: value - unit, upper: value + unit, precision: Precision(400))
    #expect(expected.contains(result), "\(result)")
  }
}
