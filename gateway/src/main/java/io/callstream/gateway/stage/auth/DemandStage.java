package io.callstream.gateway.stage.auth;

import io.callstream.gateway.call.PendingCall;
import io.callstream.gateway.call.Stage;
import io.callstream.gateway.call.Step;
import io.callstream.gateway.config.DemandsConfig;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.event.RequestMetadata;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Slice;
import java.util.List;

/** Refuses calls that do not say what the configuration demands, or say what callers may not. */
public final class DemandStage implements Stage {
    private static final String USER = "user";
    private static final Step TAGGED = new Step.Reject(new CallError(
            GatewayError.INVALID_REQUEST,
            "Client-side 'metadata.tags' not allowed in request. 'reject_clientside_metadata_tags'=True: leave the tags out.",
            "metadata.tags"));

    private final DemandsConfig demands;

    public DemandStage(DemandsConfig demands) {
        this.demands = demands;
    }

    @Override
    public String name() {
        return "demands";
    }

    @Override
    public Step run(PendingCall call) {
        ApiRequest asked = call.asked();
        List<String> ofKey = call.grant().demands();
        if (asked == null || demands.none() && ofKey.isEmpty()) {
            return Step.CONTINUE;
        }
        RequestMetadata said = call.said();
        if (demands.withoutTags() && !said.tags().isEmpty()) {
            return TAGGED;
        }
        Step missing = missing(call, said, demands.params());
        return missing == Step.CONTINUE ? missing(call, said, ofKey) : missing;
    }

    private static Step missing(PendingCall call, RequestMetadata said, List<String> params) {
        for (String param : params) {
            boolean there = param.equals(USER)
                    ? said.endUser() != null
                    : has(call.request().body(), param);
            if (!there) {
                return missing(param);
            }
        }
        return Step.CONTINUE;
    }

    private static Step missing(String param) {
        return new Step.Reject(new CallError(
                GatewayError.INVALID_REQUEST,
                "BadRequest please pass param=" + param + " in request body. This is a required param",
                param));
    }

    /** A body that is no JSON has nothing. */
    private static boolean has(Slice body, String path) {
        int dot = path.indexOf('.');
        String name = dot < 0 ? path : path.substring(0, dot);
        try {
            JsonCursor cursor = new JsonCursor(body);
            if (cursor.peek() != JsonKind.OBJECT) {
                return false;
            }
            cursor.beginObject();
            while (cursor.nextField()) {
                boolean meant = cursor.key().equals(name) && cursor.peek() != JsonKind.NULL;
                Slice value = body.part(cursor.skip());
                if (meant) {
                    return dot < 0 || has(value, path.substring(dot + 1));
                }
            }
        } catch (InvalidJsonException e) {
            return false; // that is the answer
        }
        return false;
    }
}
