package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.config.KeyHash;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /key/list} and {@code /key/aliases}: which keys, in which order, page by page. */
class KeyListTest {
    private final Desk desk = new Desk();

    /** Made one second after the other. */
    @BeforeEach
    void keys() {
        desk.done("/team/new", "{'team_id':'core'}");
        desk.done("/organization/new", "{'organization_id':'acme','organization_alias':'Acme'}");
        key("alpha", "'user_id':'ann','max_budget':5");
        key("Beta", "'user_id':'anna','team_id':'core','max_budget':10,'duration':'10s'");
        key("gamma", "'team_id':'core','organization_id':'acme','max_budget':0.5");
        key("delta", "'duration':'1h'");
        desk.done("/key/block", "{'key':'sk-key-of-delta'}");
        desk.done("/key/generate", "{'key':'sk-key-of-nobody'}");
        desk.spent("2030-01-03", KeyHash.of("sk-key-of-gamma").hex(), null, null, 3);
        desk.clock.passes(Duration.ofSeconds(10));
    }

    private void key(String alias, String fields) {
        desk.done("/key/generate", "{'key':'sk-key-of-" + alias + "','key_alias':'" + alias + "'," + fields + "}");
        desk.clock.passes(Duration.ofSeconds(1));
    }

    private String aliases(String query) {
        return String.join(
                " ",
                Reply.each(
                                desk.get("/key/list?return_full_object=true&size=100&" + query)
                                        .list("keys"),
                                "key_alias")
                        .stream()
                        .map(String::valueOf)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "team_id=core                       | Beta gamma",
                "team_id=cor                        | ''",
                "organization_id=acme               | gamma",
                "user_id=ann                        | alpha",
                "user_id=ann&substring_matching=true| alpha Beta",
                "user_id=ANN&substring_matching=true| alpha Beta",
                "user_id=ANN                        | ''",
                "key_alias=alpha                    | alpha",
                "key_alias=ALPHA                    | ''",
                "key_alias=ETA&substring_matching=true | Beta",
                "search=a                           | alpha Beta delta gamma",
                "search=BET                         | Beta",
                "status=active                      | alpha gamma null",
                "status=expired                     | Beta",
                "status=revoked                     | delta",
                "status=deleted                     | ''",
                "expires=expired                    | Beta",
                "expires=active                     | alpha delta gamma null",
                "team_id=core&status=active         | gamma",
            })
    void theQuerySaysWhich(String query, String found) {
        String[] all = aliases(query).split(" ");
        java.util.Arrays.sort(all, String.CASE_INSENSITIVE_ORDER);

        assertThat(String.join(" ", all)).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort_by=key_alias&sort_order=asc  | null Beta alpha delta gamma",
                "sort_by=key_alias                 | gamma delta alpha Beta null",
                "sort_by=created_at&sort_order=asc | alpha Beta gamma delta null",
                "sort_by=created_at&sort_order=desc| null delta gamma Beta alpha",
                "sort_by=spend                     | gamma",
                "sort_by=max_budget                | Beta alpha gamma",
                "sort_by=expires                   | delta Beta",
            })
    void andInWhichOrder(String query, String found) {
        assertThat(aliases(query)).startsWith(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status=gone  | status: status is not what it must be (expected active, expired or revoked)",
                "expires=deleted | expires: expires is not what it must be (expected active, expired or revoked)",
                "sort_by=token | sort_by: sort_by is not what it must be (expected one of created_at, updated_at, expires, key_alias, key_name, user_id, team_id, spend, max_budget)",
                "size=many    | size: size is not what it must be (expected a whole number)",
                "page=1.5     | page: page is not what it must be (expected a whole number)",
            })
    void whatCannotBeIsNamed(String query, String says) {
        assertThat(desk.get("/key/list?" + query).refusal()).isEqualTo("400 " + says);
    }

    @Test
    void aPageSaysHowManyThereAre() {
        Reply second = desk.get("/key/list?size=2&page=2");

        assertThat(second.list("keys"))
                .hasSize(2)
                .allMatch(key -> key.toString().matches("[0-9a-f]{64}"));
        assertThat(second.object())
                .containsEntry("total_count", 5L)
                .containsEntry("current_page", 2L)
                .containsEntry("total_pages", 3L);
        assertThat(desk.get("/key/list?size=2&page=3").list("keys")).hasSize(1);
        assertThat(desk.get("/key/list?size=2&page=4").list("keys")).isEmpty();
        assertThat(desk.get("/key/list?size=5").object()).containsEntry("total_pages", 1L);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "-5, 0, 1", "2147483647, 2147483647, 0", "1000, 1, 5"})
    void oddPagesAreTheNearestThatThereIs(String size, String page, int found) {
        Reply reply = desk.get("/key/list?size=" + size + "&page=" + page);

        assertThat(reply.list("keys")).hasSize(found);
    }

    @Test
    void aliasesAreListedInOrderAndFoundByAPart() {
        assertThat(desk.get("/key/aliases").list("aliases")).containsExactly("Beta", "alpha", "delta", "gamma");
        assertThat(desk.get("/key/aliases?search=TA").list("aliases")).containsExactly("Beta", "delta");
        assertThat(desk.get("/key/aliases?team_id=core").list("aliases")).containsExactly("Beta", "gamma");
        Reply page = desk.get("/key/aliases?size=3&page=2");
        assertThat(page.list("aliases")).containsExactly("gamma");
        assertThat(page.object())
                .containsEntry("total_count", 4L)
                .containsEntry("total_pages", 2L)
                .containsEntry("current_page", 2L)
                .containsEntry("size", 3L);
    }

    @Test
    void aCallerHearsTheAliasesOfItsTeamAndItsUser() {
        assertThat(desk.as("sk-key-of-gamma").get("/key/aliases").list("aliases"))
                .containsExactly("Beta", "gamma");
        assertThat(desk.as("sk-key-of-alpha").get("/key/aliases").list("aliases"))
                .containsExactly("alpha");
        assertThat(desk.as("sk-key-of-nobody").get("/key/aliases").list("aliases"))
                .isEmpty();
    }
}
