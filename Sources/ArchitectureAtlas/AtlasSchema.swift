import GRDB

/// The tables of an atlas; what they mean is said in `ArchitectureAtlas.docc/TheAtlas.md`.
enum AtlasSchema {
  /// SQLite's mark of a file that belongs to an application: "KCAt" as a number.
  static let applicationID: Int32 = 0x4B43_4174

  /// The tables in the order of a dump, with the columns that identify and order their rows.
  static let tables: [(name: String, key: String)] = [
    ("parameter", "name"), ("provenance", "name, value"), ("point", "id"), ("unit", "id"),
    ("class", "id"), ("spectrum", "class, point, rule, kernel"), ("eq12", "class, point, rule"),
    ("quotient", "class, point, kernel"),
  ]

  /// The tables whose rows belong to a class, with the column that names it.
  static let classTables: [(name: String, place: String)] = [
    ("class", "id"), ("spectrum", "class"), ("eq12", "class"), ("quotient", "class"),
  ]

  /// The column that follows from the others of its row.
  static let generatedColumn = "bound"

  /// Makes the tables in an empty database.
  static func create(_ db: Database) throws {
    try db.execute(sql: statements)
    // Both are written with the transaction, like tables.
    try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    try db.execute(sql: "PRAGMA user_version = \(AtlasParameters.schema)")
  }

  private static let statements = """
    CREATE TABLE parameter (
      name TEXT NOT NULL PRIMARY KEY,
      value TEXT NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE provenance (
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (name, value)
    ) WITHOUT ROWID;

    CREATE TABLE point (
      id INTEGER NOT NULL PRIMARY KEY,
      rho TEXT NOT NULL UNIQUE
    );

    CREATE TABLE unit (
      id INTEGER NOT NULL PRIMARY KEY,
      classes INTEGER NOT NULL
    );

    CREATE TABLE class (
      id INTEGER NOT NULL PRIMARY KEY,
      dag TEXT NOT NULL UNIQUE,
      multiplicity INTEGER NOT NULL,
      nodes INTEGER NOT NULL,
      edges INTEGER NOT NULL,
      paths INTEGER NOT NULL,
      polynomial TEXT NOT NULL,
      depth TEXT,
      depth_real REAL,
      width TEXT,
      width_real REAL,
      nngp_rules_agree TEXT NOT NULL CHECK (nngp_rules_agree IN ('proved', 'refuted', 'undecided')),
      ntk_rules_agree TEXT NOT NULL CHECK (ntk_rules_agree IN ('proved', 'refuted', 'undecided'))
    );

    CREATE TABLE spectrum (
      class INTEGER NOT NULL REFERENCES class,
      point INTEGER NOT NULL REFERENCES point,
      rule TEXT NOT NULL CHECK (rule IN ('variance-only', 'exact')),
      kernel TEXT NOT NULL CHECK (kernel IN ('nngp', 'ntk')),
      ii_lower REAL NOT NULL, ii_upper REAL NOT NULL,
      ij_lower REAL NOT NULL, ij_upper REAL NOT NULL,
      lambda2_lower REAL NOT NULL, lambda2_upper REAL NOT NULL,
      ratio_lower REAL, ratio_upper REAL,
      PRIMARY KEY (class, point, rule, kernel)
    ) WITHOUT ROWID;

    CREATE TABLE eq12 (
      class INTEGER NOT NULL REFERENCES class,
      point INTEGER NOT NULL REFERENCES point,
      rule TEXT NOT NULL CHECK (rule IN ('variance-only', 'exact')),
      value_lower REAL NOT NULL, value_upper REAL NOT NULL,
      relation TEXT NOT NULL CHECK (relation IN ('below', 'equal', 'above', 'undecided')),
      bound TEXT NOT NULL GENERATED ALWAYS AS (
        CASE relation WHEN 'below' THEN 'refuted' WHEN 'undecided' THEN 'undecided' ELSE 'proved' END
      ) VIRTUAL,
      PRIMARY KEY (class, point, rule)
    ) WITHOUT ROWID;

    CREATE TABLE quotient (
      class INTEGER NOT NULL REFERENCES class,
      point INTEGER NOT NULL REFERENCES point,
      kernel TEXT NOT NULL CHECK (kernel IN ('nngp', 'ntk')),
      lower REAL NOT NULL, upper REAL NOT NULL,
      PRIMARY KEY (class, point, kernel)
    ) WITHOUT ROWID;

    CREATE VIEW atlas AS
      SELECT class.dag, class.multiplicity, class.nodes, class.edges, class.paths,
        class.polynomial, class.depth, class.depth_real, class.width, class.width_real,
        point.rho, spectrum.rule, spectrum.kernel,
        CASE spectrum.kernel WHEN 'nngp' THEN nngp_rules_agree ELSE ntk_rules_agree END
          AS rules_agree,
        ii_lower, ii_upper, ij_lower, ij_upper, lambda2_lower, lambda2_upper,
        ratio_lower, ratio_upper,
        quotient.lower AS quotient_lower, quotient.upper AS quotient_upper,
        eq12.value_lower AS eq12_lower, eq12.value_upper AS eq12_upper,
        eq12.relation AS eq12_relation, eq12.bound AS eq12_bound
      FROM spectrum
        JOIN class ON class.id = spectrum.class
        JOIN point ON point.id = spectrum.point
        LEFT JOIN quotient ON quotient.class = spectrum.class
          AND quotient.point = spectrum.point AND quotient.kernel = spectrum.kernel
        LEFT JOIN eq12 ON spectrum.kernel = 'nngp' AND eq12.class = spectrum.class
          AND eq12.point = spectrum.point AND eq12.rule = spectrum.rule;
    """
}
