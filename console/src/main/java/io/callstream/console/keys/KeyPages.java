package io.callstream.console.keys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /keys}: who may call the gateway. A secret is shown once, on the page that made it. */
public final class KeyPages {
    static final int MOST_PAGES = 100_000;

    private final GatewayKeys gateway;
    private final Pages pages;

    public KeyPages(GatewayApi gateway, Pages pages) {
        this.gateway = new GatewayKeys(gateway);
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.adminGet(
                        "/keys",
                        exchange -> pages.page(
                                exchange, "keys", new Pages.Title("Keys", "keys"), listed(exchange, "", ""))),
                Route.post("/keys", this::create),
                Route.post("/keys/{hash}/{action}", this::act),
                Route.post("/teams", this::createTeam));
    }

    /**
     * @param secret of a key that has just been made; empty otherwise
     * @param said what was done
     */
    private Map<String, Object> listed(Exchange exchange, String secret, String said) throws InterruptedException {
        Map<String, Object> values = new HashMap<>();
        values.put("secret", secret);
        values.put("said", said);
        int page = exchange.number("page", 1, 1, MOST_PAGES);
        List<KeyLine> keys = new ArrayList<>();
        List<KeyLine> teams = new ArrayList<>();
        String problem = "";
        JsonNode answer = Json.object();
        try {
            answer = gateway.keys(page);
            answer.path("keys").forEach(row -> keys.add(KeyLine.key(row)));
            gateway.teams().forEach(row -> teams.add(KeyLine.team(row)));
        } catch (WebException e) {
            problem = e.words();
        }
        values.put("keys", keys);
        values.put("teams", teams);
        values.put("problem", problem);
        values.put("count", answer.path("total_count").asInt(0));
        values.put("at", page);
        values.put("last", Math.max(1, answer.path("total_pages").asInt(1)));
        return values;
    }

    private Reply part(Exchange exchange, String secret, String said) throws InterruptedException {
        return pages.part("part/keys", listed(exchange, secret, said));
    }

    private Reply create(Exchange exchange) throws InterruptedException {
        ObjectNode body = Json.object();
        fields(exchange, body);
        exchange.form("alias").ifPresent(alias -> body.put("key_alias", alias));
        exchange.form("team").ifPresent(team -> body.put("team_id", team));
        exchange.form("duration").ifPresent(duration -> body.put("duration", duration));
        JsonNode made = gateway.makeKey(body);
        return part(exchange, made.path("key").asText(""), "The key was made.");
    }

    private static void fields(Exchange exchange, ObjectNode body) {
        number(exchange, "budget").ifPresent(amount -> body.put("max_budget", amount));
        exchange.form("period").ifPresent(period -> body.put("budget_duration", period));
        number(exchange, "rpm").ifPresent(rpm -> body.put("rpm_limit", rpm.longValue()));
        number(exchange, "tpm").ifPresent(tpm -> body.put("tpm_limit", tpm.longValue()));
        exchange.form("models").ifPresent(models -> {
            var list = body.putArray("models");
            for (String model : models.split("\\s*,\\s*")) {
                list.add(model);
            }
        });
    }

    private static Optional<BigDecimal> number(Exchange exchange, String name) {
        return exchange.form(name).map(text -> {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw WebException.wrong(name + " is '" + text + "' (expected a number)");
            }
        });
    }

    private Reply createTeam(Exchange exchange) throws InterruptedException {
        ObjectNode body = Json.object();
        fields(exchange, body);
        exchange.form("alias").ifPresent(alias -> body.put("team_alias", alias));
        JsonNode made = gateway.makeTeam(body);
        return part(exchange, "", "Team " + made.path("team_id").asText("") + " was made.");
    }

    private Reply act(Exchange exchange) throws InterruptedException {
        String action = exchange.place("action");
        JsonNode answer = gateway.act(action, exchange.place("hash"));
        String secret = action.equals("regenerate") ? answer.path("key").asText("") : "";
        return part(
                exchange,
                secret,
                secret.isEmpty()
                        ? "Done: " + action + "."
                        : "The key has a new secret; the old one is refused from now on.");
    }
}
