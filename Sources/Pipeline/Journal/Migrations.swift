import GRDB

/// The ordered list of schema changes. Append only: a released migration never changes.
enum Migrations {
    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001-journal", migrate: Migration001.migrate)
        migrator.registerMigration("002-revisions", migrate: Migration002.migrate)
        migrator.registerMigration("003-tokens", migrate: Migration003.migrate)
        migrator.registerMigration("004-ledger", migrate: Migration004.migrate)
        migrator.registerMigration("005-places", migrate: Migration005.migrate)
        migrator.registerMigration("006-counts", migrate: Migration006.migrate)
        migrator.registerMigration("007-cleaning", migrate: Migration007.migrate)
        migrator.registerMigration("008-commands", migrate: Migration008.migrate)
        return migrator
    }()
}
