package io.callstream.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs send as JSON what pages send as a form. */
class JsonFormTest {
    @Test
    void valuesAreFields() {
        assertThat(fields("{\"sink\": \"file\", \"limit\": 7, \"event\": [\"success\", \"failure\"], \"gaps\": true}"))
                .containsExactly("sink=file", "limit=7", "event=success", "event=failure", "gaps=true");
    }

    @Test
    void whatIsFalseOrNullIsNotThere() {
        assertThat(fields("{\"duplicates\": false, \"to\": null}")).isEmpty();
    }

    @Test
    void anObjectIsNoField() {
        assertThatThrownBy(() -> fields("{\"where\": {\"team\": 1}}"))
                .isInstanceOf(WebException.class)
                .hasMessageContaining("where");
    }

    private static List<String> fields(String json) {
        List<String> fields = new ArrayList<>();
        JsonForm.fields(
                Json.object(json.getBytes(StandardCharsets.UTF_8)), (name, value) -> fields.add(name + "=" + value));
        return fields;
    }
}
