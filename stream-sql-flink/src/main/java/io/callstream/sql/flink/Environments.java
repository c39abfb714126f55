package io.callstream.sql.flink;

import io.callstream.sql.flink.catalog.ScanFactory;
import io.callstream.sql.flink.catalog.TopicCatalog;
import io.callstream.sql.flink.dialect.Dialect;
import io.callstream.sql.flink.function.DateDiff;
import io.callstream.sql.flink.function.DateTrunc;
import io.callstream.sql.flink.function.JsonExtract;
import io.callstream.sql.flink.function.JsonExtractString;
import io.callstream.sql.flink.function.ValueOfExtreme;
import io.callstream.sql.query.SqlOptions;
import io.callstream.sql.table.TableCatalogue;
import java.time.ZoneOffset;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;

/** Sets up what statements find: the tables, DuckDB's functions, times in UTC. */
final class Environments {
    private Environments() {}

    static TableEnvironmentInternal make(Configuration client, SqlOptions options, ScanFactory.Sources sources) {
        Configuration configuration = new Configuration(client);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, options.threads());
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.newInstance()
                .inBatchMode()
                .withConfiguration(configuration)
                .build());
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        tables.registerCatalog(TopicCatalog.NAME, new TopicCatalog(TableCatalogue.builtIn(), sources));
        tables.useCatalog(TopicCatalog.NAME);
        tables.createTemporarySystemFunction(Dialect.DATE_TRUNC, DateTrunc.class);
        tables.createTemporarySystemFunction(Dialect.DATE_DIFF, DateDiff.class);
        tables.createTemporarySystemFunction("json_extract", JsonExtract.class);
        tables.createTemporarySystemFunction("json_extract_string", JsonExtractString.class);
        for (String name : new String[] {"max_by", "arg_max"}) {
            tables.createTemporarySystemFunction(name, ValueOfExtreme.largest());
        }
        for (String name : new String[] {"min_by", "arg_min"}) {
            tables.createTemporarySystemFunction(name, ValueOfExtreme.smallest());
        }
        return (TableEnvironmentInternal) tables;
    }
}
