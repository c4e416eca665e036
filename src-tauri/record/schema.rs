//! The journal's tables, one migration per version.

/// The statements that lead from version `index` to `index + 1`; SQLite keeps the version in `user_version`.
pub const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE setup (
        id          TEXT PRIMARY KEY,
        state       TEXT NOT NULL,
        title       TEXT NOT NULL,
        account     TEXT,
        region      TEXT,
        created     TEXT NOT NULL,
        changed     TEXT NOT NULL,
        form        TEXT NOT NULL,
        desired     TEXT,
        fingerprint TEXT,
        caller      TEXT,
        checks      TEXT NOT NULL DEFAULT '[]',
        storage_id  TEXT
    ) STRICT;
    CREATE INDEX setup_by_change ON setup (changed DESC);
    CREATE TABLE call (
        number   INTEGER PRIMARY KEY,
        setup    TEXT NOT NULL REFERENCES setup (id) ON DELETE CASCADE,
        call     TEXT NOT NULL,
        intended TEXT NOT NULL,
        receipt  TEXT
    ) STRICT;
    CREATE INDEX call_by_setup ON call (setup, number);
",
    "
    CREATE TABLE before (
        setup   TEXT NOT NULL REFERENCES setup (id) ON DELETE CASCADE,
        setting TEXT NOT NULL,
        value   TEXT NOT NULL,
        PRIMARY KEY (setup, setting)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE setup ADD COLUMN trust TEXT;
",
    // A setup may have had another bucket of theirs before.
    "
    CREATE TABLE before_by_bucket (
        setup   TEXT NOT NULL REFERENCES setup (id) ON DELETE CASCADE,
        bucket  TEXT NOT NULL,
        setting TEXT NOT NULL,
        value   TEXT NOT NULL,
        PRIMARY KEY (setup, bucket, setting)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO before_by_bucket SELECT before.setup, setup.title, setting, value FROM before JOIN setup ON id = setup;
    DROP TABLE before;
    ALTER TABLE before_by_bucket RENAME TO before;
    CREATE TABLE earlier (
        number  INTEGER PRIMARY KEY,
        setup   TEXT NOT NULL REFERENCES setup (id) ON DELETE CASCADE,
        desired TEXT NOT NULL
    ) STRICT;
    CREATE INDEX earlier_by_setup ON earlier (setup, number);
",
    // What came from a file is a claim until AWS has confirmed it.
    "
    ALTER TABLE setup ADD COLUMN provenance TEXT NOT NULL DEFAULT 'here';
    ALTER TABLE setup ADD COLUMN claimed_before TEXT NOT NULL DEFAULT '[]';
",
    // A check is remembered as a kind; it was a word and sentences. And what is typed after Create is kept beside what was
    // created.
    "
    UPDATE setup SET checks = (
        SELECT json_group_array(json_object(
            'resource', json_extract(value, '$.id'),
            'result', json_object('kind', CASE json_extract(value, '$.result')
                WHEN 'passes' THEN 'passes'
                WHEN 'fails' THEN 'differs'
                ELSE 'not-read'
            END)
        )) FROM json_each(setup.checks)
    );
    ALTER TABLE setup ADD COLUMN draft TEXT;
",
];
