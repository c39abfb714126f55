package io.callstream.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.events.DerivedKind;
import io.callstream.events.EventKind;
import java.util.EnumSet;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.Schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What keeps the rows that analytics makes readable by the tools that read the events. */
class DerivedColumnRulesTest {
    private static final EnumSet<Type> PLAIN =
            EnumSet.of(Type.STRING, Type.LONG, Type.INT, Type.BOOLEAN, Type.DOUBLE, Type.BYTES, Type.ARRAY, Type.MAP);

    @ParameterizedTest
    @EnumSource
    void everyColumnSaysWhatItMeansInPlainNames(DerivedKind kind) {
        assertThat(kind.schema().getFields())
                .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank())
                .extracting(Field::name)
                .allMatch(name -> name.matches("[a-z][a-z0-9]*(_[a-z0-9]+)*"));
    }

    @ParameterizedTest
    @EnumSource
    void moneyIsWholeNanoDollarsAndNothingIsNested(DerivedKind kind) {
        assertThat(kind.schema().getFields())
                .allSatisfy(field ->
                        assertThat(plain(field.schema())).as(field.name()).isIn(PLAIN))
                .filteredOn(field ->
                        field.name().endsWith("_nano_usd") || field.name().endsWith("_us"))
                .allSatisfy(field -> assertThat(plain(field.schema())).isEqualTo(Type.LONG));
    }

    @Test
    void aCallHasEveryColumnOfItsEndButTheSpoolsOwn() {
        Map<String, Type> row = types(DerivedKind.CALL.schema());

        assertThat(row).containsAllEntriesOf(types(EventKind.SUCCESS.schema(), "seq", "lane", "gateway_epoch"));
        assertThat(row).containsAllEntriesOf(types(EventKind.FAILURE.schema(), "seq", "lane", "gateway_epoch"));
    }

    private static Map<String, Type> types(Schema schema, String... without) {
        return schema.getFields().stream()
                .filter(field -> Stream.of(without).noneMatch(field.name()::equals))
                .collect(Collectors.toMap(Field::name, field -> plain(field.schema())));
    }

    private static Type plain(Schema schema) {
        return (schema.getType() == Type.UNION ? schema.getTypes().get(1) : schema).getType();
    }
}
