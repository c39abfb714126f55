package io.callstream.gateway.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Forward;
import io.callstream.gateway.provider.ModelName;
import io.callstream.gateway.provider.Operation;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request that is a form: what of it goes on, what is recorded, what a step may change of it, and what makes it the same as another. */
class FormRequestTest {
    private static final String TYPE = "multipart/form-data; boundary=b";
    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"\r\nContent-Type: audio/mpeg\r\n\r\nsound\r\n";

    private final OpenAiApi api = new OpenAiApi();

    @Test
    void aFormGoesOnWithTheProvidersNameOfItsModel() throws InvalidRequestException {
        Forward forward =
                read(FILE + field("model", "whisper") + field("language", "no")).forward(ModelName.of("whisper-1"));

        assertThat(new String(forward.body().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(FILE + field("model", "whisper-1") + field("language", "no") + "--b--\r\n");
        assertThat(forward.contentType()).isEqualTo(TYPE);
        assertThat(forward.body().length()).isEqualTo(forward.body().toBytes().length);
    }

    @Test
    void aModelThatStandsInThePathIsPutIn() throws InvalidRequestException {
        ApiRequest request = read(FILE, "/openai/deployments/whisper/audio/transcriptions");

        assertThat(request.model()).isEqualTo("whisper");
        assertThat(sent(request)).isEqualTo(FILE + field("model", "m") + "--b--\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "tags, '[\"a\"]'",
        "metadata_x, x",
        "litellm_session_id, s",
        "no-log, true",
        "num_retries, 2",
        "custom_llm_provider, azure",
        "target_model_names, m",
        "mock_response, Hi",
    })
    void whatIsSaidToTheGatewayStaysHere(String name, String value) throws InvalidRequestException {
        ApiRequest request = read(FILE + field("model", "w") + field(name, value));

        boolean goesOn = name.equals("metadata_x");
        assertThat(sent(request).contains("name=\"" + name + "\"")).isEqualTo(goesOn);
    }

    @Test
    void fieldsThatAreNoTextsAreReadAsWhatTheyAre() throws InvalidRequestException {
        ApiRequest request = read(FILE
                + field("model", "w")
                + field("stream", "true")
                + field("num_retries", "2")
                + field("no-log", "true")
                + field("metadata", "{\"a\":\"b\"}")
                + field("tags", "[\"x\",\"y\"]"));

        assertThat(request.stream()).isTrue();
        assertThat(request.retries()).isEqualTo(2);
        assertThat(request.metadata(name -> null).noLog()).isTrue();
        assertThat(request.metadata(name -> null).tags()).containsExactly("x", "y");
        assertThat(request.metadata(name -> null).metadata()).containsEntry("a", "b");
    }

    @Test
    void whatIsRecordedNamesFilesByTheirHashAndNeverTheirBytes() throws InvalidRequestException {
        RequestInfo info = read(FILE
                        + field("model", "w")
                        + field("prompt", "7")
                        + field("timestamp_granularities[]", "word"))
                .info(Operation.TRANSCRIPTION);

        assertThat(info.body()).isNotNull();
        assertThat(info.body().text())
                .isEqualTo("{\"file\":{\"filename\":\"a.mp3\",\"content_type\":\"audio/mpeg\",\"bytes\":5,\"sha256\":\""
                        + sha256("sound")
                        + "\"},\"model\":\"w\",\"prompt\":\"7\",\"timestamp_granularities[]\":[\"word\"]}");
        assertThat(info.callType()).isEqualTo("atranscription");
        assertThat(info.modelGroup()).isEqualTo("w");
        assertThat(info.bodyBytes())
                .isEqualTo((FILE + field("model", "w") + field("prompt", "7")
                                + field("timestamp_granularities[]", "word") + "--b--\r\n")
                        .length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "model":"w","prompt":"Hi","n":2                  | prompt=Hi n=2
            "model":"w","prompt":"[masked]","n":2            | prompt=[masked] n=2
            "model":"w","n":2                                | n=2
            "model":"w","prompt":null,"n":2                  | n=2
            "model":"w","prompt":"Hi","n":3                  | prompt=Hi n=3
            "model":"w","prompt":"Hi","n":2,"language":"no"  | prompt=Hi n=2 language=no
            "model":"w","prompt":"Hi","n":2,"temperature":0.50 | prompt=Hi n=2 temperature=0.50
            "model":"w","prompt":"Hi","n":2,"user":null      | prompt=Hi n=2
            "model":"w","prompt":"Hi","n":2,"a[]":["x","y"]  | prompt=Hi n=2 a[]=["x","y"]
            """)
    void whatAStepChangesIsWhatGoesOn(String description, String fields) throws InvalidRequestException {
        ApiRequest request = read(FILE + field("model", "w") + field("prompt", "Hi") + field("n", "2"));

        ApiRequest edited = api.readAgain(request, Slice.of("{\"file\":{}," + description + "}"), "w");

        StringBuilder expected = new StringBuilder(FILE + field("model", "m"));
        for (String each : fields.split(" ")) {
            expected.append(field(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1)));
        }
        assertThat(sent(edited)).isEqualTo(expected + "--b--\r\n");
    }

    @Test
    void severalFieldsOfOneNameAreChangedByTheirPlaces() throws InvalidRequestException {
        ApiRequest request = read(field("model", "w") + field("a[]", "x") + field("a[]", "y") + field("a[]", "z"));

        ApiRequest edited = api.readAgain(request, Slice.of("{\"model\":\"w\",\"a[]\":[\"x\",\"Y\"]}"), "w");

        assertThat(sent(edited)).isEqualTo(field("model", "m") + field("a[]", "x") + field("a[]", "Y") + "--b--\r\n");
    }

    @Test
    void aNameThatAStepAddsCannotBreakOutOfItsHead() throws InvalidRequestException {
        ApiRequest request = read(field("model", "w"));

        ApiRequest edited = api.readAgain(request, Slice.of("{\"model\":\"w\",\"a\\\"\\r\\nb\":\"x\"}"), "w");

        assertThat(sent(edited)).contains("name=\"a%22%0D%0Ab\"\r\n\r\nx\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]  | Invalid 'body': expected a JSON object that describes the form.
            {"a": | The request body is not valid JSON: expected a value at byte 5.
            """)
    void whatDescribesNoFormIsRefused(String description, String message) throws InvalidRequestException {
        ApiRequest request = read(field("model", "w"));

        assertThatThrownBy(() -> api.readAgain(request, Slice.of(description), "w"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void aFieldIsAtMostAMebibyteLong() throws InvalidRequestException {
        String most = "x".repeat(1 << 20);

        assertThat(read(field("model", "w") + field("prompt", most)).model()).isEqualTo("w");
        assertThatThrownBy(() -> read(field("model", "w") + field("prompt", most + "x")))
                .hasMessage("Invalid 'prompt': expected a field of at most 1048576 bytes, or a file.");
    }

    @ParameterizedTest
    @CsvSource({
        "model, w, n, 2, 'Invalid ''model'': expected one string.'",
        "stream, yes, n, 2, 'Invalid ''stream'': expected a boolean.'",
        "stream, true, stream, false, 'Invalid ''stream'': expected a boolean.'",
    })
    void whatIsWrongInAFieldIsSaid(String first, String one, String second, String other, String message) {
        String body = field("model", "w") + field(first, one) + field(second, other);

        assertThatThrownBy(() -> read(body))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessage(message);
    }

    @Test
    void formsThatSayTheSameAreTheSame() throws InvalidRequestException {
        String form = FILE + field("model", "w") + field("prompt", "Hi");

        assertThat(identity(read(form))).isEqualTo(identity(read(form)));
        assertThat(identity(read(FILE + field("model", "other") + field("prompt", "Hi"))))
                .isEqualTo(identity(read(form)));
        assertThat(identity(read(form + field("num_retries", "3")))).isEqualTo(identity(read(form)));
        assertThat(identity(read(form.replace("a.mp3", "b.mp3")))).isEqualTo(identity(read(form)));
    }

    @Test
    void formsThatSayAnythingElseAreOthers() throws InvalidRequestException {
        ApiRequest form = read(FILE + field("model", "w") + field("prompt", "Hi"));
        ApiRequest edited = api.readAgain(form, Slice.of("{\"file\":{},\"model\":\"w\",\"prompt\":\"Bye\"}"), "w");

        assertThat(identity(read(FILE + field("model", "w") + field("prompt", "Bye"))))
                .isNotEqualTo(identity(form));
        assertThat(identity(read(FILE.replace("sound", "noise") + field("model", "w") + field("prompt", "Hi"))))
                .isNotEqualTo(identity(form));
        assertThat(identity(edited)).isEqualTo(identity(read(FILE + field("model", "w") + field("prompt", "Bye"))));
        assertThat(identity(read(field("a", "x") + field("b", "y")))).isNotEqualTo(identity(read(field("a", "xb\0y"))));
    }

    private static String identity(ApiRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            request.identify(digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sent(ApiRequest request) {
        return new String(request.body(ModelName.of("m"), false, true).toBytes(), StandardCharsets.UTF_8);
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private ApiRequest read(String parts) throws InvalidRequestException {
        return read(parts, "/v1/audio/transcriptions");
    }

    private ApiRequest read(String parts, String path) throws InvalidRequestException {
        Endpoint endpoint = api.find("POST", path, "");
        assertThat(endpoint).isNotNull();
        return api.read(endpoint, Slice.of(parts + "--b--\r\n"), FormRequestTest::header);
    }

    private static @Nullable String header(CharSequence name) {
        return name.toString().equals("content-type") ? TYPE : null;
    }
}
