package io.callstream.sql.engine;

import io.callstream.sql.query.SqlOptions;
import java.util.ArrayList;
import java.util.List;

/** What the engine is told before the first statement. */
final class EngineSettings {
    private EngineSettings() {}

    static List<String> of(SqlOptions options) {
        List<String> settings = new ArrayList<>();
        settings.add("SET TimeZone = 'UTC'");
        settings.add("SET memory_limit = '" + options.memoryBytes() / 1024 + "KiB'");
        settings.add("SET threads = " + options.threads());
        settings.add("SET temp_directory = '" + options.temporary().toString().replace("'", "''") + "'");
        settings.add("SET preserve_insertion_order = false");
        settings.add("SET autoinstall_known_extensions = false");
        settings.add("SET autoload_known_extensions = false");
        settings.add("SET allow_community_extensions = false");
        if (!options.allowFiles()) {
            settings.add("SET enable_external_access = false");
        }
        settings.add("SET lock_configuration = true");
        return settings;
    }
}
