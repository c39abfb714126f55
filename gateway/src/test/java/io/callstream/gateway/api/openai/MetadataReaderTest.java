package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.json.Slice;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What body and headers say about a call, put together: who it is for, its session and tags, what is recorded of it and where. */
class MetadataReaderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "n":1                              | ``                                | none
            "user":"u"                         | ``                                | u
            "user":7                           | ``                                | 7
            "user":{"id":1}                    | ``                                | {"id":1}
            "user":null                        | ``                                | none
            "user":"u"                         | x-litellm-end-user-id=e           | e
            "user":"u"                         | x-litellm-customer-id=c           | c
            "user":"u"                         | x-litellm-customer-id=c;x-litellm-end-user-id=e | e
            """)
    void theEndUserIsTheHeadersElseTheBodys(String fields, String headers, @Nullable String user) throws Exception {
        assertThat(read(fields, headers).endUser()).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
            "n":1                                             | ``                       | none
            "litellm_session_id":"a"                          | x-litellm-session-id=h   | a
            "metadata":{"session_id":"b"}                     | x-litellm-session-id=h   | b
            "metadata":{"session_id":"b"},"litellm_session_id":"a" | ``                  | a
            "litellm_session_id":"a","metadata":{"session_id":"b"} | ``                  | a
            "litellm_session_id":null                         | x-litellm-session-id=h   | h
            "metadata":{"session_id":7}                       | ``                       | 7
            """)
    void theSessionIsTheBodysElseTheHeaders(String fields, String headers, @Nullable String session) throws Exception {
        assertThat(read(fields, headers).sessionId()).isEqualTo(session);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "tags":["a","b"]                     | ``                     | a,b
            "tags":["a"],"metadata":{"tags":["b","a"]} | ``               | a,b
            "tags":["a"]                         | x-litellm-tags= b ,a,,c | a,b,c
            "n":1                                | x-litellm-tags=        | ``
            "tags":"a"                           | ``                     | ``
            "tags":null                          | ``                     | ``
            "tags":[7,null,{"a":1},true]         | ``                     | 7,{"a":1},true
            """)
    void tagsAreThoseOfBodyAndHeaderEachOnce(String fields, String headers, String tags) throws Exception {
        assertThat(String.join(",", read(fields, headers).tags())).isEqualTo(tags);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "n":1                                | ``                                        | false
            "turn_off_message_logging":true      | ``                                        | true
            "turn_off_message_logging":false     | ``                                        | false
            "turn_off_message_logging":null      | ``                                        | false
            "n":1                                | x-litellm-enable-message-redaction=true   | true
            "n":1                                | x-litellm-enable-message-redaction=True   | true
            "n":1                                | x-litellm-enable-message-redaction=TRUE   | true
            "n":1                                | x-litellm-enable-message-redaction=false  | false
            "n":1                                | x-litellm-enable-message-redaction=       | false
            "turn_off_message_logging":true      | x-litellm-enable-message-redaction=false  | true
            """)
    void textsAreLeftOutWhereEitherSaysSo(String fields, String headers, boolean redacted) throws Exception {
        assertThat(read(fields, headers).redact()).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "callbacks":["a"]                                      | ``    | a | ``
            "success_callback":["a"],"failure_callback":["b","a"]  | ``    | a,b | ``
            "callbacks":"a"                                        | ``    | `` | ``
            "litellm_disabled_callbacks":["a"]                     | ``    | `` | a
            "litellm_disabled_callbacks":["a"]                     | x-litellm-disable-callbacks=b,a | `` | a,b
            "n":1                                                  | x-litellm-disable-callbacks= b  | `` | b
            """)
    void sinksAreNamedAndLeftOut(String fields, String headers, String named, String disabled) throws Exception {
        RequestMetadata metadata = read(fields, headers);

        assertThat(String.join(",", metadata.callbacks())).isEqualTo(named);
        assertThat(String.join(",", metadata.disabledCallbacks())).isEqualTo(disabled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"a":"b"}                                  | {a=b}
            {"a":1.50,"b":true,"c":null,"d":{"e":[1]}} | {a=1.50, b=true, d={"e":[1]}}
            {"tags":["t"],"a":"b"}                     | {a=b}
            {"langfuse_secret_key":"sk","a":"b"}       | {a=b}
            {"api_key":"sk","password":"p","a":"b"}    | {a=b}
            {}                                         | {}
            "a"                                        | {}
            null                                       | {}
            ["a"]                                      | {}
            """)
    void metadataAreTextsAndNeverCredentials(String metadata, String told) throws Exception {
        assertThat(read("\"metadata\":" + metadata, "").metadata()).hasToString(told);
    }

    @Test
    void ofABodyThatWasNotReadTheHeadersTell() {
        Map<String, String> headers = headers("x-litellm-tags=a;x-litellm-session-id=s");

        RequestMetadata metadata = MetadataReader.read(null, name -> headers.get(name.toString()));

        assertThat(metadata.tags()).containsExactly("a");
        assertThat(metadata.sessionId()).isEqualTo("s");
        assertThat(metadata.endUser()).isNull();
        assertThat(metadata.noLog()).isFalse();
        assertThat(metadata.metadata()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "null, false"})
    void aCallMayAskNotToBeLogged(String value, boolean noLog) throws Exception {
        assertThat(read("\"no-log\":" + value, "").noLog()).isEqualTo(noLog);
    }

    private static RequestMetadata read(String fields, String headers) throws InvalidRequestException {
        Map<String, String> found = headers(headers);
        return MetadataReader.read(RequestScan.of(Slice.of("{" + fields + "}")), name -> found.get(name.toString()));
    }

    private static Map<String, String> headers(String headers) {
        Map<String, String> found = new HashMap<>();
        for (String header : headers.isEmpty() ? new String[0] : headers.split(";", -1)) {
            found.put(header.substring(0, header.indexOf('=')), header.substring(header.indexOf('=') + 1));
        }
        return found;
    }
}
