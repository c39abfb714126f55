package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events hold the stream of a provider as one JSON text, whatever came of it. */
class EventListTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            ''                                          | []
            data: {"a":1}~~                             | [{"a":1}]
            data: {"a":1}~~data: [DONE]~~               | [{"a":1},"[DONE]"]
            event: x~data: 1~~: comment~~data: "b"~~    | [1,"b"]
            data: {"a":~~                               | ["{\\"a\\":"]
            data: {"a":1} {}~~                          | ["{\\"a\\":1} {}"]
            data: {~data: "a":1}~~                      | [{~"a":1}]
            data: {"last":1}                            | [{"last":1}]
            data: one~~data:~~data: two                 | ["one","two"]
            """)
    void aStreamIsAListOfItsEvents(String stream, String list) {
        String sent = stream.replace('~', '\n');

        assertThat(EventList.ofServerSentEvents(Slice.of(sent)).text()).isEqualTo(list.replace('~', '\n'));
    }

    @Test
    void eventsWithNamesAreObjects() {
        EventList list = new EventList(10);
        list.add("a\"b", Slice.of("{}"));
        list.add("c", Slice.of("text"));

        assertThat(list.end().text()).isEqualTo("[{\"a\\\"b\":{}},{\"c\":\"text\"}]");
    }

    @Property(tries = 50)
    void theListIsJsonWhateverCame(@ForAll List<String> events) throws Exception {
        EventList list = new EventList(10);
        events.forEach(event -> list.add(Slice.of(event)));
        events.forEach(event -> list.add(event, Slice.of(event)));

        assertThat(((JsonValue.Arr) JsonValue.read(list.end())).elements()).hasSize(2 * events.size());
        assertThat(JsonValue.read(EventList.ofServerSentEvents(Slice.of(String.join("\n", events)))))
                .isInstanceOf(JsonValue.Arr.class);
    }
}
