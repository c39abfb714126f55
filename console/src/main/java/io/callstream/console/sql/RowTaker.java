package io.callstream.console.sql;

import io.callstream.sql.query.ResultColumn;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the rows of an answer as they come. */
interface RowTaker {
    void columns(List<ResultColumn> columns) throws IOException;

    /** @return whether there is room for more */
    boolean row(List<@Nullable Object> row) throws IOException;
}
