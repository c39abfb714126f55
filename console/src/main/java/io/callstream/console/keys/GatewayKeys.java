package io.callstream.console.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Json;
import io.callstream.console.web.WebException;
import java.util.Set;

/** What is asked of the gateway about keys and teams, for pages and programs alike. Safe for use by several threads. */
record GatewayKeys(GatewayApi gateway) {
    private static final int PER_PAGE = 100;
    private static final Set<String> ACTIONS = Set.of("block", "unblock", "regenerate", "delete");

    /** @param page from 1 */
    JsonNode keys(int page) throws InterruptedException {
        return gateway.get("/key/list?return_full_object=true&size=" + PER_PAGE + "&page=" + page);
    }

    JsonNode teams() throws InterruptedException {
        return gateway.get("/team/list");
    }

    /** @return with the secret, which nobody is shown again */
    JsonNode makeKey(ObjectNode body) throws InterruptedException {
        return gateway.post("/key/generate", body);
    }

    JsonNode makeTeam(ObjectNode body) throws InterruptedException {
        return gateway.post("/team/new", body);
    }

    /** @param hash of the key */
    JsonNode act(String action, String hash) throws InterruptedException {
        if (!ACTIONS.contains(action)) {
            throw WebException.missing("There is nothing like " + action + " to do to a key (there are: block, unblock,"
                    + " regenerate, delete).");
        }
        ObjectNode body = Json.object();
        if (action.equals("delete")) {
            body.putArray("keys").add(hash);
        } else {
            body.put("key", hash);
        }
        return gateway.post("/key/" + action, body);
    }
}
