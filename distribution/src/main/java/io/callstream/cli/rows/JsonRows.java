package io.callstream.cli.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rows as objects, with whole numbers exact: in one array, or one object a line. */
final class JsonRows implements RowWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final RowOutput out;
    private final boolean array;
    private List<RowColumn> columns = List.of();
    private List<String> names = List.of();
    private @Nullable String pending;

    JsonRows(RowOutput out, boolean array) {
        this.out = out;
        this.array = array;
    }

    @Override
    public void begin(List<RowColumn> all) {
        columns = all;
        names = distinct(all);
        if (array) {
            out.line("[");
        }
    }

    /** A name that comes twice would be one member only: the second one gets a number. */
    private static List<String> distinct(List<RowColumn> columns) {
        Set<String> names = new LinkedHashSet<>();
        for (RowColumn column : columns) {
            String name = column.name();
            for (int number = 2; !names.add(name); number++) {
                name = column.name() + "_" + number;
            }
        }
        return new ArrayList<>(names);
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        String object = object(values);
        if (!array) {
            out.line(object);
            return;
        }
        if (pending != null) {
            out.line(pending + ",");
        }
        pending = object;
    }

    private String object(List<? extends @Nullable Object> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (int i = 0; i < values.size(); i++) {
                json.writeFieldName(names.get(i));
                CellText.write(json, values.get(i), columns.get(i).json());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string does not fail
        }
        return text.toString();
    }

    @Override
    public void end() {
        if (pending != null) {
            out.line(pending);
        }
        if (array) {
            out.line("]");
        }
        out.flush();
    }
}
