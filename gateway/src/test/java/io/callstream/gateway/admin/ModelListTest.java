package io.callstream.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.call.CallRig;
import io.callstream.gateway.config.GatewayConfig;
import io.callstream.gateway.dialect.TestDialects;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.identity.IdentityRig;
import io.callstream.gateway.identity.TeamModels;
import io.callstream.gateway.route.Routes;
import io.callstream.gateway.route.RoutingRules;
import io.callstream.gateway.server.Page;
import io.callstream.gateway.server.Viewer;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which models a caller finds in the list, and one by one. */
class ModelListTest {
    private static final GatewayConfig CONFIG = CallRig.config("""
        model_list:
          - {model_name: gpt-4o, litellm_params: {model: openai/gpt-4o}}
          - {model_name: gpt-4o, litellm_params: {model: azure/gpt-4o, api_base: "http://x", api_version: "1"}}
          - {model_name: claude, litellm_params: {model: anthropic/claude-x}}
          - {model_name: "open/*", litellm_params: {model: "openai/*"}}
          - {model_name: inside, litellm_params: {model: openai/y}, model_info: {id: d1, team_id: core, team_public_model_name: pub}}
        router_settings:
          model_group_alias: {fast: claude, quiet: {model: claude, hidden: true}}
        """);
    private static final Instant SINCE = Instant.ofEpochSecond(1_900_000_000L);

    private final ModelList list = new ModelList(
            CONFIG.models(),
            new Routes(
                    CONFIG.deployments().stream().map(TestDialects::target).toList(),
                    CONFIG.models().aliases(),
                    RoutingRules.plain()),
            SINCE);

    private static Grant grant(String key) {
        return new IdentityRig()
                .own(TeamModels.of(CONFIG.models()))
                .with("team:core", "{}")
                .grant(key);
    }

    private static Viewer viewer(Grant grant, String... headers) {
        HttpHeaders all = new DefaultHttpHeaders();
        for (String each : headers) {
            all.set(each, "2023-06-01");
        }
        return new Viewer(grant, all);
    }

    private static Map<String, Object> object(Page page) {
        try {
            return PlainValues.readObject(Slice.of(new String(page.body(), StandardCharsets.UTF_8)));
        } catch (InvalidJsonException e) {
            throw new AssertionError(e);
        }
    }

    private static String ids(Page page) {
        assertThat(page.status()).isEqualTo(200);
        return String.join(
                " ",
                ((List<?>) object(page).get("data"))
                        .stream()
                                .map(row -> String.valueOf(((Map<?, ?>) row).get("id")))
                                .toList());
    }

    @Test
    void theListIsOpenAis() {
        Map<String, Object> page = object(list.page(viewer(Grant.FREE)));

        assertThat(page).containsEntry("object", "list");
        assertThat(((List<?>) page.get("data")).get(0))
                .isEqualTo(Map.of(
                        "id", "gpt-4o", "object", "model", "created", SINCE.getEpochSecond(), "owned_by", "openai"));
    }

    @Test
    void orAnthropicsWhereItsClientsAsk() {
        Page page = list.page(viewer(grant("{'models':['claude','gpt-4o']}"), "anthropic-version"));

        assertThat(object(page))
                .containsEntry("has_more", false)
                .containsEntry("first_id", "gpt-4o")
                .containsEntry("last_id", "claude");
        assertThat(((List<?>) object(page).get("data")).get(1))
                .isEqualTo(Map.of(
                        "type", "model",
                        "id", "claude",
                        "display_name", "claude",
                        "created_at", "2030-03-17T17:46:40Z"));
        Page none = list.page(viewer(grant("{'models':['none']}"), "anthropic-version"));
        assertThat(object(none)).containsEntry("first_id", null).containsEntry("last_id", null);
        assertThat(object(list.page("claude", viewer(Grant.FREE, "anthropic-version"))))
                .containsEntry("type", "model")
                .containsEntry("id", "claude");
        assertThat(list.page("gone", viewer(Grant.FREE, "anthropic-version")).status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                | gpt-4o claude open/* fast",
                "{'models':['gpt-4o']}                             | gpt-4o",
                "{'models':['open/*']}                             | open/*",
                "{'models':['fast']}                               | fast",
                "{'models':['none']}                               | ''",
                "{'aliases':{'mine':'claude'}}                     | gpt-4o claude open/* fast mine",
                "{'models':['mine'],'aliases':{'mine':'claude'}}   | mine",
                "{'models':['claude'],'aliases':{'mine':'claude'}} | claude mine",
                "{'aliases':{'mine':'gone'}}                       | gpt-4o claude open/* fast",
                "{'team_id':'core'}                                | gpt-4o claude open/* fast pub",
                "{'team_id':'core','models':['pub']}               | pub",
            })
    void aCallerFindsWhatItMayCall(String key, String ids) {
        assertThat(ids(list.page(viewer(grant(key))))).isEqualTo(ids);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                            | gpt-4o     | openai",
                "{}                            | open/any   | openai",
                "{}                            | fast       | anthropic",
                "{}                            | quiet      | anthropic",
                "{}                            | gone       | 404",
                "{}                            | inside     | 404",
                "{}                            | d1         | 404",
                "{}                            | pub        | 404",
                "{'models':['claude']}         | gpt-4o     | 404",
                "{'aliases':{'mine':'claude'}} | mine       | anthropic",
                "{'aliases':{'mine':'gone'}}   | mine       | 404",
                "{'team_id':'core'}            | pub        | openai",
                "{'team_id':'core'}            | inside     | 404",
            })
    void oneModelIsFoundByItsName(String key, String name, String owner) {
        Page page = list.page(name, viewer(grant(key)));

        assertThat(page.status()).isEqualTo(owner.equals("404") ? 404 : 200);
        if (page.status() == 200) {
            assertThat(object(page)).containsEntry("id", name).containsEntry("owned_by", owner);
        } else {
            assertThat(object(page).get("error").toString())
                    .contains("The model `" + name
                            + "` does not exist on this gateway; GET /v1/models lists those that do.");
        }
    }

    @Test
    void whoManagesFindsATeamsModelInside() {
        assertThat(object(list.page("inside", viewer(Grant.MASTER)))).containsEntry("owned_by", "openai");
    }
}
