package io.callstream.cli.rows;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes rows as they come. Values are numbers, booleans, texts, times of {@code java.time}, lists, maps with text keys, and null. */
public interface RowWriter {
    void begin(List<RowColumn> columns);

    void row(List<? extends @Nullable Object> values);

    void end();
}
