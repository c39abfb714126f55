package io.callstream.recipes.database;

import io.callstream.sink.BatchPolicy;
import io.callstream.sink.Sink;
import io.callstream.sink.SinkContext;
import io.callstream.sink.SinkFactory;
import io.callstream.sink.SinkSettings;
import java.time.Duration;

/** Recipe 3, a database log, by nothing but JDBC. The {@code postgres} sink does more, and faster. */
public final class DatabaseSinkFactory implements SinkFactory<DatabaseConfig> {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "recipe-database";
    }

    @Override
    public DatabaseConfig configure(SinkSettings settings) {
        return new DatabaseConfig(
                settings.required("url", "RECIPE_DATABASE_URL"),
                settings.required("user", "RECIPE_DATABASE_USER"),
                settings.requiredSecret("password", "RECIPE_DATABASE_PASSWORD"),
                settings.timeout(TIMEOUT));
    }

    @Override
    public BatchPolicy batching(DatabaseConfig config) {
        return BatchPolicy.of(500, 4L << 20, Duration.ofMillis(200));
    }

    @Override
    public Sink create(DatabaseConfig config, SinkContext context) {
        return new DatabaseSink(config);
    }
}
