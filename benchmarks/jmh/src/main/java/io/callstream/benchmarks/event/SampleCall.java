package io.callstream.benchmarks.event;

import io.callstream.events.id.TraceContext;
import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.api.openai.MetadataReader;
import io.callstream.gateway.api.openai.OpenAiRequest;
import io.callstream.gateway.api.openai.RequestScan;
import io.callstream.gateway.config.ApiKey;
import io.callstream.gateway.config.CallLimits;
import io.callstream.gateway.config.Deployment;
import io.callstream.gateway.config.Endpoint;
import io.callstream.gateway.config.KeyHash;
import io.callstream.gateway.config.Retries;
import io.callstream.gateway.event.AttemptFacts;
import io.callstream.gateway.event.AttemptReason;
import io.callstream.gateway.event.CallFacts;
import io.callstream.gateway.event.Caller;
import io.callstream.gateway.event.Client;
import io.callstream.gateway.event.Outcome;
import io.callstream.gateway.event.RequestInfo;
import io.callstream.gateway.event.ResponseFacts;
import io.callstream.gateway.event.RouteFacts;
import io.callstream.gateway.event.Timing;
import io.callstream.gateway.provider.Operation;
import io.callstream.gateway.usage.Cost;
import io.callstream.gateway.usage.Usage;
import io.callstream.gateway.usage.UsageSource;
import io.callstream.json.Slice;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A chat of about 1 KB, answered with about half a KB. */
final class SampleCall {
    static final Slice REQUEST = Slice.of("{\"model\":\"gpt-4o-mini\",\"temperature\":0.2,\"max_tokens\":256,"
            + "\"metadata\":{\"tags\":[\"checkout\"]},\"user\":\"customer-17\",\"messages\":[{\"role\":\"user\","
            + "\"content\":\"" + "Tell me something about streams. ".repeat(27) + "\"}]}");
    static final Slice RESPONSE = Slice.of("{\"id\":\"chatcmpl-123\",\"object\":\"chat.completion\",\"created\":1,"
            + "\"model\":\"gpt-4o-mini-2024-07-18\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"" + "A stream runs. ".repeat(14) + "\"},\"finish_reason\":\"stop\"}],\"usage\":"
            + "{\"prompt_tokens\":190,\"completion_tokens\":57,\"total_tokens\":247}}");

    private static final ApiKey KEY =
            new ApiKey(KeyHash.of("sk-1"), "shop", "team-1", "user-1", List.of(), List.of(), List.of());
    private static final Deployment DEPLOYMENT = new Deployment(
            "0123456789abcdef",
            "gpt-4o-mini",
            "openai",
            "gpt-4o-mini",
            new Endpoint(URI.create("https://api.openai.com/v1"), Optional.empty(), true),
            new CallLimits(Duration.ofSeconds(600), Duration.ofSeconds(600), Retries.NONE),
            1,
            Optional.empty());

    private SampleCall() {}

    static CallFacts facts(UUID id) throws InvalidRequestException {
        RequestScan scan = RequestScan.of(REQUEST);
        Client client = new Client("10.0.0.1", "openai-python/1.99.0", Map.of());
        Caller caller = new Caller(KEY, client, MetadataReader.read(scan, name -> null));
        RequestInfo asked = new OpenAiRequest(REQUEST, scan).info(Operation.CHAT_COMPLETION);
        return new CallFacts(id, TraceContext.of(id, null), caller, asked, Instant.EPOCH, 0);
    }

    static Outcome outcome() {
        List<AttemptFacts> attempts = List.of(
                new AttemptFacts(DEPLOYMENT, "gpt-4o-mini", 1_700_000_000_000L, 800, 200, null, AttemptReason.FIRST));
        RouteFacts route = new RouteFacts(DEPLOYMENT, "gpt-4o-mini", "simple-shuffle", attempts, null, false);
        ResponseFacts response = new ResponseFacts(
                RESPONSE.length(),
                RESPONSE,
                "chatcmpl-123",
                "gpt-4o-mini-2024-07-18",
                "stop",
                Map.of("x-request-id", "req_1"));
        Usage usage = Usage.of(190, 57, UsageSource.PROVIDER);
        return new Outcome(
                route, response, usage, new Cost(62_700, 28_500, 34_200, 0, "table"), new Timing(790, 830, 800));
    }
}
