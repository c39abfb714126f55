package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.RequestEdits;
import io.callstream.gateway.api.RequestText;
import io.callstream.gateway.odd.OddJson;
import io.callstream.json.JsonValue;
import io.callstream.json.Slice;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of a request, as hooks and redaction see them, and the same request with some of it changed. */
class RequestTextsTest {
    private final OpenAiApi api = new OpenAiApi();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "messages":[{"role":"user","content":"a"}]                      | user:a
            "messages":[{"content":"a","role":"system"}]                    | system:a
            "messages":[{"content":"a"}]                                    | user:a
            "messages":[{"role":7,"content":"a"}]                           | user:a
            "messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"tool","content":"c"}] | user:a assistant:b tool:c
            "messages":[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"u"}},{"type":"text","text":"b"}]}] | user:a user:b
            "messages":[{"role":"user","content":["a",7,{"text":7},{"text":"b"}]}] | user:a user:b
            "messages":[{"role":"user","content":[{"text":"b"}],"name":"n"}] | user:b
            "messages":[{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}] | ``
            "messages":[{"role":"user","content":{"text":"a"}}]             | ``
            "messages":"a"                                                  | user:a
            "messages":["a"]                                                | user:a
            "messages":null                                                 | ``
            "messages":[]                                                   | ``
            "prompt":"a"                                                    | user:a
            "prompt":["a","b"]                                              | user:a user:b
            "prompt":[1,2]                                                  | ``
            "prompt":[[1],[2]]                                              | ``
            "input":"a"                                                     | user:a
            "input":["a",[1,2],"b"]                                         | user:a user:b
            "input":[{"role":"assistant","content":[{"type":"output_text","text":"a"}]}] | assistant:a
            "instructions":"a","input":"b"                                  | system:a user:b
            "input":"b","instructions":"a"                                  | user:b system:a
            "instructions":["a"]                                            | ``
            "query":"a","documents":["b",{"text":"c","title":"d"}]          | user:a user:b user:c
            "documents":"a"                                                 | user:a
            "user":"a","metadata":{"b":"c"},"stop":["d"],"tools":[{"description":"e"}] | ``
            "mess\\u0061ges":[{"r\\u006fle":"system","content":"\\u0061"}]  | system:a
            """)
    void whatPeopleAndModelsWroteIsText(String fields, String texts) {
        assertThat(said(api.texts(Slice.of("{" + fields + "}")))).isEqualTo(texts);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            {"messages":[{"role":"user","content":"a"}]} | 0=X | none | {"messages":[{"role":"user","content":"X"}]}
            {"messages":[{"content":[{"text":"a"},{"text":"b"}]}]} | 1=X | none | {"messages":[{"content":[{"text":"a"},{"text":"X"}]}]}
            {"messages":[{"content":"a"},{"content":"b"}],"n":1.50} | 0=X 1=Y | none | {"messages":[{"content":"X"},{"content":"Y"}],"n":1.50}
            {"prompt":"a","input":["b","c"],"n":null}   | 2=X  | none | {"prompt":"a","input":["b","X"],"n":null}
            {"model":"m","input":"a"}                   | 0=X  | g    | {"model":"g","input":"X"}
            {"input":"a"}                               | ``   | g    | {"input":"a","model":"g"}
            { "n" : 1 , "input" : [ "a" ] }             | 0=X  | none | {"n":1,"input":[ "X" ]}
            {}                                          | ``   | g    | {"model":"g"}
            {}                                          | ``   | none | {}
            {"input":"\\u00e9a"}                        | 0="\\ | none | {"input":"\\"\\\\"}
            """)
    void whatIsChangedIsChangedAndTheRestStays(String body, String texts, @Nullable String model, String edited)
            throws InvalidRequestException {
        Map<Integer, String> changes = new HashMap<>();
        for (String text : texts.isEmpty() ? new String[0] : texts.split(" ")) {
            changes.put(Integer.valueOf(text.substring(0, text.indexOf('='))), text.substring(text.indexOf('=') + 1));
        }

        Slice after = api.edited(Slice.of(body), new RequestEdits(changes, model, Map.of(), Set.of()));

        assertThat(after.text()).isEqualTo(edited);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"n":1,"input":"a"}        | n     | 2        | ``  | {"n":2,"input":"a"}
            {"input":"a"}              | n     | {"b":1}  | ``  | {"input":"a","n":{"b":1}}
            {"n":1,"input":"a"}        | x     | null     | n   | {"input":"a","x":null}
            {"n":1,"input":"a","o":2}  | input | "b"      | o   | {"n":1,"input":"b"}
            {"n":1}                    | x     | 1        | n   | {"x":1}
            {"\\u006e":1}              | n     | 2        | ``  | {"\\u006e":2}
            {"n":1,"o":2}              | a"b   | 1        | o   | {"n":1,"a\\"b":1}
            """)
    void fieldsMayBeSetAndLeftOut(String body, String name, String value, String removed, String edited)
            throws InvalidRequestException {
        Set<String> without = removed.isEmpty() ? Set.of() : Set.of(removed);

        Slice after = api.edited(Slice.of(body), new RequestEdits(Map.of(), null, Map.of(name, value), without));

        assertThat(after.text()).isEqualTo(edited);
    }

    @Test
    void aTextOfAFieldThatIsReplacedIsNotLookedAt() throws InvalidRequestException {
        Slice after = api.edited(
                Slice.of("{\"prompt\":\"a\",\"input\":[\"b\",\"c\"]}"),
                new RequestEdits(Map.of(0, "X", 2, "Y"), null, Map.of("prompt", "[]"), Set.of()));

        assertThat(after.text()).isEqualTo("{\"prompt\":[],\"input\":[\"b\",\"Y\"]}");
    }

    @ParameterizedTest
    @CsvSource({"-1", "2", "2147483647"})
    void aTextThatIsNotThereCannotBeChanged(int index) {
        RequestEdits edits = new RequestEdits(Map.of(index, "X"), null, Map.of(), Set.of());

        assertThatThrownBy(() -> api.edited(Slice.of("{\"input\":[\"a\",\"b\"]}"), edits))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid 'texts': expected an index below 2.");
    }

    @ParameterizedTest
    @CsvSource({"'{'", "x", "''", "1 2", "'\"a'", "'[1,]'"})
    void aFieldIsSetToJsonOnly(String value) {
        RequestEdits edits = new RequestEdits(Map.of(), null, Map.of("n", value), Set.of());

        assertThatThrownBy(() -> api.edited(Slice.of("{}"), edits))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage("Invalid 'n': expected a JSON value.");
    }

    @Property(tries = 200)
    void everyTextThatIsPutInIsFoundAgain(@ForAll String first, @ForAll String second) throws InvalidRequestException {
        Slice after = api.edited(
                Slice.of("{\"messages\":[{\"role\":\"system\",\"content\":\"a\"},{\"content\":[{\"text\":\"b\"}]}]}"),
                new RequestEdits(Map.of(0, readable(first), 1, readable(second)), null, Map.of(), Set.of()));

        assertThat(api.texts(after))
                .containsExactly(new RequestText("system", readable(first)), new RequestText("user", readable(second)));
    }

    /** Without halves of characters, which no UTF-8 has. */
    private static String readable(String text) {
        return Slice.of(text).text();
    }

    @Test
    void noOddRequestHasTextsThatCannotBeChanged() throws InvalidRequestException {
        JsonValue request =
                OddJson.read("{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}]}],"
                        + "\"input\":[\"b\"],\"instructions\":\"c\",\"documents\":[{\"text\":\"d\"}]}");
        for (OddJson.Variant odd : OddJson.some(request, 15, 2)) {
            if (odd.json() instanceof JsonValue.Obj) {
                Map<Integer, String> all = new HashMap<>();
                List<RequestText> texts = api.texts(odd.slice());
                for (int i = 0; i < texts.size(); i++) {
                    all.put(i, "text " + i);
                }
                Slice after = api.edited(odd.slice(), new RequestEdits(all, null, Map.of(), Set.of()));
                assertThat(api.texts(after))
                        .as("%s", odd)
                        .extracting(RequestText::text)
                        .containsExactlyElementsOf(all.values());
            }
        }
    }

    private static String said(List<RequestText> texts) {
        return texts.stream().map(text -> text.role() + ":" + text.text()).collect(Collectors.joining(" "));
    }
}
