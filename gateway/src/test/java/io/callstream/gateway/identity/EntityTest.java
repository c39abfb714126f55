package io.callstream.gateway.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of keys, teams, users, customers and budgets. */
class EntityTest {
    @Test
    void comesBackFromTheTopicWithFieldsThatNobodyKnowsYet() throws InvalidJsonException {
        Entity team =
                entity("{\"team_alias\":\"core\",\"max_budget\":1.5,\"of_a_later_version\":{\"a\":[1,true,null]}}");

        assertThat(Entity.read(EntityKind.TEAM, "t", team.bytes())).contains(team);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "nothing", "{\"v\":2,\"fields\":{}}", "{\"v\":1,\"fields\":{\"rpm_limit\":-1}}"})
    void whatIsNotReadableIsNotGuessedAt(String value) {
        assertThat(Entity.read(EntityKind.TEAM, "t", value.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"rpm_limit\":-1}|rpm_limit",
                "{\"rpm_limit\":1.5}|rpm_limit",
                "{\"max_budget\":\"much\"}|max_budget",
                "{\"max_budget\":1e999999}|max_budget",
                "{\"max_budget\":10000000000}|max_budget",
                "{\"budget_duration\":\"soon\"}|budget_duration",
                "{\"models\":\"gpt-4\"}|models",
                "{\"models\":[1]}|models",
                "{\"blocked\":\"yes\"}|blocked",
                "{\"expires\":\"tomorrow\"}|expires",
                "{\"metadata\":[]}|metadata",
                "{\"aliases\":{\"a\":1}}|aliases",
                "{\"model_rpm_limit\":{\"m\":-3}}|model_rpm_limit",
                "{\"model_max_budget\":{\"m\":{\"time_period\":\"1d\"}}}|model_max_budget",
                "{\"metadata\":{\"model_rpm_limit\":{\"m\":-1}}}|metadata.model_rpm_limit",
                "{\"metadata\":{\"model_tpm_limit\":[]}}|metadata.model_tpm_limit",
                "{\"metadata\":{\"model_max_budget\":{\"m\":-1}}}|metadata.model_max_budget",
                "{\"metadata\":{\"temp_budget_increase\":1e400}}|metadata.temp_budget_increase",
                "{\"metadata\":{\"temp_budget_expiry\":\"soon\"}}|metadata.temp_budget_expiry",
                "{\"members_with_roles\":[{\"user_id\":\"a\",\"max_budget_in_team\":-5}]}|members_with_roles"
            })
    void aFieldThatCannotBeIsNamed(String fields, String name) {
        assertThatThrownBy(() -> entity(fields))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-01-31T00:00:00Z",
                "2030-01-31T01:00:00+01:00",
                "2030-01-31 00:00:00+00:00",
                "2030-01-31T00:00:00",
                "2030-01-31T00:00:00.000000"
            })
    void timesAreTakenAsPythonAndPostgresWriteThem(String time) {
        assertThat(new Fields(Map.of("expires", time)).time("expires")).isEqualTo("2030-01-31T00:00:00Z");
    }

    @Test
    void aFieldThatIsChangedToNullIsGone() throws InvalidJsonException {
        Entity changed = entity("{\"max_budget\":1}").with(PlainValues.readObject(Slice.of("{\"max_budget\":null}")));

        assertThat(changed.fields().values()).isEmpty();
    }

    private static Entity entity(String fields) throws InvalidJsonException {
        return new Entity(EntityKind.TEAM, "t", new Fields(PlainValues.readObject(Slice.of(fields))));
    }
}
