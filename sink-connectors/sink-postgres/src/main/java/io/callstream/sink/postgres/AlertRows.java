package io.callstream.sink.postgres;

import io.callstream.events.AlertRecord;
import io.callstream.sink.json.EventJson;
import io.callstream.sink.json.PostgresText;

/** Writes the rows of the table of alerts. For any thread. */
final class AlertRows {
    private static final int ROW = 2048;

    private final CopyTable table;
    private final RowWriter writer;

    AlertRows(CopyTable table) {
        PostgresText cleaning = new PostgresText();
        this.table = table;
        this.writer = new RowWriter(EventJson.complete().with(cleaning), cleaning);
    }

    CopyBuffer of(AlertRecord alert) {
        CopyBuffer out = new CopyBuffer(ROW);
        out.beginRow(table.columns().size());
        writer.write(alert, table.columns(), out);
        return out;
    }
}
