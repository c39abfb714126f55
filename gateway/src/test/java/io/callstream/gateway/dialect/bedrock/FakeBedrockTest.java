package io.callstream.gateway.dialect.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ModelStreamErrorException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

/** AWS's own client judges the fake: what it cannot read, or is refused though it is right, is the fake's fault. */
class FakeBedrockTest {
    private static final String MODEL = "eu.anthropic.claude-sonnet-4-5-20250929-v1:0";

    private final FakeBedrock bedrock = new FakeBedrock();

    @BeforeEach
    void knowKeys() {
        bedrock.signatures().know("AKIDEXAMPLE", "right", null);
        bedrock.signatures().know("ASIDEXAMPLE", "right", "session/token+==");
    }

    @AfterEach
    void close() {
        bedrock.close();
    }

    private BedrockRuntimeClient client(AwsCredentials credentials) {
        return BedrockRuntimeClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.EU_WEST_1)
                .endpointOverride(bedrock.address())
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    private ConverseResponse ask(AwsCredentials credentials, String text) {
        try (BedrockRuntimeClient client = client(credentials)) {
            return client.converse(ask -> ask.modelId(MODEL)
                    .system(system -> system.text("Be brief."))
                    .messages(user(text))
                    .inferenceConfig(
                            config -> config.maxTokens(10).temperature(0.5f).stopSequences("END"))
                    .toolConfig(ToolConfiguration.builder()
                            .tools(Tool.fromToolSpec(tool -> tool.name("look")
                                    .inputSchema(schema -> schema.json(Document.mapBuilder()
                                            .putString("type", "object")
                                            .build()))))
                            .build()));
        }
    }

    private ConverseResponse ask(String text) {
        return ask(AwsBasicCredentials.create("AKIDEXAMPLE", "right"), text);
    }

    @Test
    void plainAnswersAreRead() {
        ConverseResponse answer = ask("hello");
        assertThat(answer.output().message().content().get(0).text()).isEqualTo("You said hello");
        assertThat(answer.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(answer.usage().totalTokens()).isEqualTo(16);
        assertThat(ask("tool").output().message().content().get(0).toolUse().name())
                .isEqualTo("look");
        assertThat(ask("think")
                        .output()
                        .message()
                        .content()
                        .get(0)
                        .reasoningContent()
                        .reasoningText()
                        .signature())
                .isEqualTo("sig");
        assertThat(bedrock.models()).contains("eu.anthropic.claude-sonnet-4-5-20250929-v1%3A0");
    }

    @Test
    void sessionsAreKnownAndStrangersAreNot() {
        assertThat(ask(AwsSessionCredentials.create("ASIDEXAMPLE", "right", "session/token+=="), "hello")
                        .stopReason())
                .isEqualTo(StopReason.END_TURN);
        assertThatThrownBy(() -> ask(AwsSessionCredentials.create("ASIDEXAMPLE", "right", "other"), "hello"))
                .hasMessageContaining("security token");
        assertThatThrownBy(() -> ask(AwsBasicCredentials.create("AKIDEXAMPLE", "wrong"), "hello"))
                .isInstanceOfSatisfying(
                        BedrockRuntimeException.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(403))
                .hasMessageContaining("does not match");
    }

    @Test
    void errorsAreOfTheirKind() {
        assertThatThrownBy(() -> ask("throttle")).isInstanceOf(ThrottlingException.class);
        assertThatThrownBy(() -> ask("long")).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> ask("  "))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("is blank");
    }

    private String invoke(String model, String body) {
        try (BedrockRuntimeClient client = client(AwsBasicCredentials.create("AKIDEXAMPLE", "right"))) {
            return client.invokeModel(ask -> ask.modelId(model)
                            .contentType("application/json")
                            .accept("application/json")
                            .body(SdkBytes.fromUtf8String(body)))
                    .body()
                    .asUtf8String();
        }
    }

    @Test
    void embeddingsAreMade() {
        assertThat(invoke("amazon.titan-embed-text-v2:0", "{\"inputText\":\"ab\",\"dimensions\":256}"))
                .contains("\"embedding\":[2,0.5]", "\"inputTextTokenCount\":3");
        assertThat(invoke(
                        "eu.cohere.embed-v4:0",
                        "{\"texts\":[\"a\",\"bc\"],\"input_type\":\"search_query\",\"embedding_types\":[\"float\"]}"))
                .contains("\"embeddings\":{\"float\":[[1,0.5], [2,0.5]]}");
        assertThatThrownBy(() -> invoke("amazon.titan-embed-text-v1", "{\"inputText\":\"a\",\"dimensions\":256}"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("extraneous key [dimensions]");
        assertThatThrownBy(() -> invoke("cohere.embed-english-v3", "{\"texts\":[\"a\"]}"))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("input_type");
    }

    private List<String> stream(String text) {
        List<String> got = new ArrayList<>();
        ConverseStreamResponseHandler handler = ConverseStreamResponseHandler.builder()
                .subscriber(ConverseStreamResponseHandler.Visitor.builder()
                        .onContentBlockDelta(delta -> got.add(String.valueOf(
                                delta.delta().text() == null
                                        ? delta.delta().toolUse().input()
                                        : delta.delta().text())))
                        .onMessageStop(stop -> got.add(stop.stopReasonAsString()))
                        .onMetadata(metadata ->
                                got.add(metadata.usage().totalTokens().toString()))
                        .build())
                .build();
        try (BedrockRuntimeAsyncClient client = BedrockRuntimeAsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
                .region(Region.EU_WEST_1)
                .endpointOverride(bedrock.address())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "right")))
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build()) {
            client.converseStream(ask -> ask.modelId(MODEL).messages(user(text)), handler)
                    .join();
        }
        return got;
    }

    @Test
    void streamsAreRead() {
        assertThat(stream("hello")).containsExactly("You ", "said ", "hello", "end_turn", "16");
        assertThat(stream("tool")).containsExactly("{\"at\"", ":1}", "tool_use", "16");
        assertThatThrownBy(() -> stream("break"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ModelStreamErrorException.class);
    }
}
