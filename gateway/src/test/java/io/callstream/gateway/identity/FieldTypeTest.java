package io.callstream.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a field of a key, team or user may hold, by its type: what is taken is what limits are counted by. */
class FieldTypeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TEXT           | \"a\", \"\"                                   | 7, true, [], {}",
                "TEXTS          | [], [\"a\"], [\"a\",\"b\"]                    | \"a\", [7], [null], {}, [[\"a\"]]",
                "WHOLE          | 0, 7, 1e3, 10.0, 999999999999999999           | -1, 0.5, 1e400, 1e19, 1e-1, \"7\", true, [7]",
                "AMOUNT         | 0, 0.5, 1e3, 9000000000, 1e-40                | -0.01, 9000000001, 1e400, 1e-41, \"7\", true, {}",
                "FLAG           | true, false                                   | 0, 1, \"true\", [], {}",
                "OBJECT         | {}, {\"a\":[1]}                               | [], \"{}\", 7",
                "MEMBERS        | [], [{}], [{\"a\":1,\"rpm_limit\":null},{}], [{\"max_budget_in_team\":0.5,\"rpm_limit\":0,\"budget_duration\":\"1d\",\"spend\":1}] "
                        + "| {}, [7], [[]], \"a\", [{\"max_budget_in_team\":-1}], [{\"max_budget_in_organization\":1e400}], [{\"spend\":\"1\"}], "
                        + "[{\"rpm_limit\":-1}], [{\"tpm_limit\":0.5}], [{\"budget_duration\":\"1x\"}], [{\"budget_duration\":1}]",
                "TEXT_BY_NAME   | {}, {\"a\":\"b\"}                             | {\"a\":7}, {\"a\":{}}, [], \"a\"",
                "WHOLE_BY_NAME  | {}, {\"a\":7,\"b\":1e2}                       | {\"a\":-1}, {\"a\":0.5}, {\"a\":\"7\"}, {\"a\":1e400}, []",
                "BUDGET_BY_NAME | {}, {\"a\":1.5}, {\"a\":{\"budget_limit\":1,\"time_period\":\"1d\"}} | {\"a\":-1}, {\"a\":\"1\"}, {\"a\":[]}, {\"a\":{\"budget_limit\":1,\"time_period\":\"1x\"}}, {\"a\":{}}",
                "BUDGETS        | [], [{\"budget_duration\":\"1d\",\"max_budget\":2}] | {}, [{}], [7], [{\"max_budget\":2}], [{\"budget_duration\":\"1d\"}], [{\"budget_duration\":1,\"max_budget\":2}]",
                "PERIOD         | \"30s\", \"1h\", \"7d\", \"1mo\", \" 1d \"        | \"\", \"1\", \"0d\", \"-1d\", \"1y\", \"d\", 7, \"99999999999d\"",
                "TIME           | \"2030-01-31T00:00:00Z\", \"2030-01-31 00:00:00\", \"2030-01-31T00:00:00.5+02:00\" | \"2030-01-31\", \"tomorrow\", \"\", \"2030-02-30T00:00:00Z\", 7",
            })
    void aTypeTakesWhatItSaysAndNothingElse(FieldType type, String taken, String refused) throws Exception {
        for (Object value : values(taken)) {
            assertThat(type.takes(value)).as("%s takes %s", type, value).isTrue();
        }
        for (Object value : values(refused)) {
            assertThat(type.takes(value)).as("%s takes %s", type, value).isFalse();
        }
        assertThat(type.expected()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "7.0, 7",
        "1e3, 1000",
        "999999999999999999, 999999999999999999",
        "9223372036854775807, null",
        "0.5, null",
        "1e19, null",
        "1e400, null",
        "123456789012345678901234567890, null",
        "true, null",
    })
    void aWholeNumberIsTheOneThatIsWrittenOrNone(String written, String number) throws Exception {
        Fields fields = new Fields(PlainValues.readObject(Slice.of("{\"n\":" + written + "}")));

        assertThat(String.valueOf(fields.whole("n"))).isEqualTo(number);
    }

    @Test
    void whatIsChangedToNullIsNoLongerThere() {
        Map<String, Object> changes = new HashMap<>();
        changes.put("a", null);
        changes.put("b", "new");
        Fields changed = new Fields(Map.of("a", "1", "b", "2", "c", "3")).with(changes);

        assertThat(changed.values()).containsOnly(Map.entry("b", "new"), Map.entry("c", "3"));
        assertThat(changed.with("c", null).values()).containsOnlyKeys("b");
        assertThat(changed.with("c", "4").text("c")).isEqualTo("4");
    }

    @Test
    void valuesOfAnotherTypeCountAsNone() throws Exception {
        Fields fields = new Fields(PlainValues.readObject(Slice.of(
                "{\"text\":7,\"flag\":\"true\",\"amount\":\"1\",\"texts\":[\"a\",7,null,\"b\"],\"objects\":[{\"x\":1},7,{}],"
                        + "\"object\":[],\"time\":\"tomorrow\"}")));

        assertThat(fields.text("text")).isNull();
        assertThat(fields.flag("flag")).isFalse();
        assertThat(fields.amount("amount")).isNull();
        assertThat(fields.texts("texts")).containsExactly("a", "b");
        assertThat(fields.texts("text")).isEmpty();
        assertThat(fields.objects("objects")).hasSize(2);
        assertThat(fields.objects("text")).isEmpty();
        assertThat(fields.object("object")).isEqualTo(Fields.NONE);
        assertThat(fields.time("time")).isNull();
        assertThat(fields.time("not there")).isNull();
    }

    private static List<Object> values(String json) throws Exception {
        return new ArrayList<>((List<?>) PlainValues.read(Slice.of("[" + json + "]")));
    }
}
