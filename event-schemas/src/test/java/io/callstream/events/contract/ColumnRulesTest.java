package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.EventKind;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What keeps the events readable by every tool that reads Avro on Kafka, and cheap to write. */
class ColumnRulesTest {
    private static final EnumSet<Type> SCALARS = EnumSet.of(Type.STRING, Type.LONG, Type.INT, Type.BOOLEAN);

    @ParameterizedTest
    @EnumSource
    void everyColumnSaysWhatItMeans(EventKind kind) {
        assertThat(kind.schema().getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource
    void columnNamesAreSnakeCase(EventKind kind) {
        assertThat(kind.schema().getFields())
                .extracting(Field::name)
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    }

    @ParameterizedTest
    @EnumSource
    void columnsAreFlatWithAtMostOneLevelInside(EventKind kind) {
        assertThat(kind.schema().getFields()).allSatisfy(field -> assertFlat(value(field.schema())));
    }

    @ParameterizedTest
    @EnumSource
    void instantsAreMillisecondsAndNothingElseHasALogicalType(EventKind kind) {
        assertThat(kind.schema().getFields())
                .map(field -> value(field.schema()).getLogicalType())
                .allMatch(type -> type == null || "timestamp-millis".equals(type.getName()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCESS", "FAILURE"})
    void terminalEventsRepeatThePreCallColumnForColumnInOneRun(EventKind terminal) {
        List<Field> preCall = EventKind.PRE_CALL.schema().getFields();

        List<Field> repeated = terminal.schema().getFields().subList(0, preCall.size());

        assertThat(repeated)
                .map(ColumnRulesTest::meaning)
                .isEqualTo(preCall.stream().map(ColumnRulesTest::meaning).toList());
    }

    @ParameterizedTest
    @EnumSource
    void aColumnHasOneTypeInAllRecords(EventKind kind) {
        List<String> columns = Stream.of(EventKind.values())
                .flatMap(other -> other.schema().getFields().stream())
                .map(ColumnRulesTest::nameAndType)
                .toList();

        assertThat(kind.schema().getFields())
                .allSatisfy(field -> assertThat(columns)
                        .filteredOn(column -> column.startsWith(field.name() + " "))
                        .containsOnly(nameAndType(field)));
    }

    private static void assertFlat(Schema schema) {
        switch (schema.getType()) {
            case ARRAY -> assertScalarOrFlatRecord(schema.getElementType());
            case MAP -> assertThat(schema.getValueType().getType()).isEqualTo(Type.STRING);
            default -> assertThat(schema.getType()).isIn(SCALARS);
        }
    }

    private static void assertScalarOrFlatRecord(Schema element) {
        if (element.getType() == Type.RECORD) {
            assertThat(element.getFields())
                    .allSatisfy(
                            inner -> assertThat(value(inner.schema()).getType()).isIn(SCALARS));
        } else {
            assertThat(element.getType()).isIn(SCALARS);
        }
    }

    /** The type behind {@code ["null", T]}, the only union there may be. */
    private static Schema value(Schema schema) {
        if (schema.getType() != Type.UNION) {
            return schema;
        }
        assertThat(schema.getTypes())
                .hasSize(2)
                .first()
                .extracting(Schema::getType)
                .isEqualTo(Type.NULL);
        return schema.getTypes().get(1);
    }

    private static String meaning(Field field) {
        return nameAndType(field) + " " + field.doc();
    }

    private static String nameAndType(Field field) {
        return field.name() + " " + field.schema();
    }
}
