package io.callstream.gateway.admin.manage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** End users, budgets that have a name, and tags. */
class SmallEntitiesTest {
    private final Desk desk = new Desk();

    @ParameterizedTest
    @ValueSource(strings = {"/customer", "/end_user"})
    void anEndUserIsMadeChangedShownAndDeleted(String path) {
        assertThat(desk.post(path + "/new", "{}").refusal()).isEqualTo("400 user_id: user_id is missing");
        assertThat(desk.done(path + "/new", "{'user_id':'bob','max_budget':1,'alias':'B'}")
                        .object())
                .containsEntry("user_id", "bob")
                .containsEntry("alias", "B")
                .containsEntry("blocked", false)
                .containsEntry("allowed_model_region", null)
                .containsEntry("default_model", null);
        assertThat(desk.post(path + "/new", "{'user_id':'bob'}").refusal())
                .isEqualTo("400 null: A customer with the id bob already exists.");
        assertThat(desk.done(path + "/update", "{'user_id':'bob','max_budget':2}")
                        .at("max_budget"))
                .isEqualTo(2L);
        assertThat(desk.post(path + "/update", "{'user_id':'gone'}").outcome()).isEqualTo("404 user_id");
        assertThat(desk.get(path + "/info?end_user_id=bob").at("alias")).isEqualTo("B");
        assertThat(desk.get(path + "/info?end_user_id=gone").refusal())
                .isEqualTo("404 end_user_id: Customer not found, passed end_user_id=gone");
        assertThat(Reply.each(desk.get(path + "/list").list(), "user_id")).containsExactly("bob");
        assertThat(desk.done(path + "/delete", "{'user_ids':['bob','bob']}").object())
                .containsEntry("deleted_customers", 1L)
                .containsEntry("message", "Successfully deleted customers with ids: [bob]");
        assertThat(desk.get(path + "/list").list()).isEmpty();
    }

    @Test
    void whoIsBlockedNeedsNoRecordBefore() {
        desk.done("/customer/new", "{'user_id':'bob','alias':'B'}");

        Reply blocked = desk.done("/customer/block", "{'user_ids':['bob','new']}");

        assertThat(Reply.each(blocked.list("blocked_users"), "user_id")).containsExactly("bob", "new");
        assertThat(Reply.each(blocked.list("blocked_users"), "alias")).containsExactly("B", null);
        assertThat(desk.identities.blocksCustomer("new")).isTrue();
        assertThat(Reply.each(
                        desk.done("/customer/unblock", "{'user_ids':['new']}").list("unblocked_users"), "blocked"))
                .containsExactly(false);
        assertThat(desk.identities.blocksCustomer("new")).isFalse();
        assertThat(desk.identities.blocksCustomer("bob")).isTrue();
        assertThat(desk.post("/customer/block", "{}").refusal())
                .isEqualTo("400 user_ids: user_ids is missing (expected a list of strings)");
    }

    @Test
    void aBudgetIsMadeChangedAndShown() {
        Reply made =
                desk.done("/budget/new", "{'budget_id':'b','max_budget':5,'budget_duration':'7d','soft_budget':4}");

        assertThat(made.object())
                .containsEntry("budget_id", "b")
                .containsEntry("max_budget", 5L)
                .containsEntry("budget_reset_at", "2030-01-07T00:00:00Z")
                .containsEntry("model_max_budget", Map.of())
                .doesNotContainKeys("spend", "blocked", "models");
        assertThat(desk.done("/budget/update", "{'budget_id':'b','max_budget':null}")
                        .at("max_budget"))
                .isNull();
        assertThat(desk.post("/budget/update", "{'max_budget':1}").outcome()).isEqualTo("400 budget_id");
        assertThat(Reply.each(
                        desk.post("/budget/info", "{'budgets':['b','gone']}").list(), "budget_id"))
                .containsExactly("b");
        assertThat(desk.post("/budget/info", "{'budgets':[]}").outcome()).isEqualTo("400 budgets");
        assertThat(Reply.each(desk.get("/budget/list").list(), "budget_id")).containsExactly("b");
    }

    @Test
    void settingsOfABudgetAreListedWithTheirTypes() {
        desk.done("/budget/new", "{'budget_id':'b','max_budget':5,'budget_duration':'7d'}");
        List<Object> rows = desk.get("/budget/settings?budget_id=b").list();

        assertThat(Reply.each(rows, "field_name"))
                .containsExactly(
                        "max_budget",
                        "soft_budget",
                        "max_parallel_requests",
                        "tpm_limit",
                        "rpm_limit",
                        "budget_duration",
                        "model_max_budget");
        assertThat(Reply.each(rows, "field_type"))
                .containsExactly("Float", "Float", "Integer", "Integer", "Integer", "String", "Object");
        assertThat(Reply.each(rows, "field_value")).containsExactly(5L, null, null, null, null, "7d", null);
        assertThat(desk.get("/budget/settings").outcome()).isEqualTo("400 budget_id");
    }

    @Test
    void whatNamesABudgetIsHeldToItAndShowsIt() {
        desk.done("/budget/new", "{'budget_id':'b','max_budget':5,'rpm_limit':2}");
        Reply customer = desk.done("/customer/new", "{'user_id':'bob','budget_id':'b'}");

        assertThat(customer.object("litellm_budget_table")).containsEntry("max_budget", 5L);
        assertThat(desk.identities.customerRules("bob")).singleElement().satisfies(rule -> {
            assertThat(rule.rates().rpm()).isEqualTo(2L);
            assertThat(rule.budget().limitNanoUsd()).isEqualTo(5_000_000_000L);
        });
        assertThat(desk.post("/customer/new", "{'user_id':'eve','budget_id':'gone'}")
                        .refusal())
                .isEqualTo("404 budget_id: Budget not found, passed budget_id=gone");
        assertThat(desk.done("/budget/delete", "{'id':'b'}").at("budget_id")).isEqualTo("b");
        assertThat(desk.post("/budget/delete", "{'id':'b'}").outcome()).isEqualTo("404 id");
        assertThat(desk.get("/customer/info?end_user_id=bob").at("litellm_budget_table"))
                .isNull();
    }

    @Test
    void aTagIsMadeChangedShownAndDeleted() {
        Reply made = desk.done("/tag/new", "{'name':'x','description':'d','max_budget':1}");

        assertThat(made.text("message")).isEqualTo("Tag x created successfully");
        assertThat(made.object("tag"))
                .containsEntry("name", "x")
                .containsEntry("description", "d")
                .containsEntry("models", List.of());
        assertThat(((Map<?, ?>) made.object("tag").get("litellm_budget_table")).get("max_budget"))
                .isEqualTo(1L);
        assertThat(desk.post("/tag/new", "{'name':'x'}").refusal()).isEqualTo("400 name: Tag x already exists");
        assertThat(desk.post("/tag/new", "{}").outcome()).isEqualTo("400 name");
        assertThat(desk.done("/tag/update", "{'name':'x','rpm_limit':3}").text("message"))
                .isEqualTo("Tag x updated successfully");
        assertThat(desk.post("/tag/info", "{'names':['x']}").object("x")).containsEntry("rpm_limit", 3L);
        assertThat(desk.post("/tag/info", "{'names':['x','gone']}").refusal())
                .isEqualTo("404 names: Tag not found, passed names=gone");
        assertThat(desk.done("/tag/delete", "{'name':'x'}").text("message")).isEqualTo("Tag x deleted successfully");
        assertThat(desk.post("/tag/delete", "{'name':'x'}").outcome()).isEqualTo("404 name");
        assertThat(desk.post("/tag/update", "{'name':'x'}").outcome()).isEqualTo("404 name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                      | The request body is no JSON object.",
                "[]                                      | The request body is no JSON object.",
                "'a'                                     | The request body is no JSON object.",
                "{'user_id':                             | The request body is no JSON object.",
                "{'user_id':'a'} x                       | The request body is no JSON object.",
            })
    void aBodyIsAnObject(String body, String says) {
        String posted = body.isEmpty() ? " " : body;

        assertThat(desk.post("/customer/new", posted).refusal()).isEqualTo("400 null: " + says);
    }

    @ParameterizedTest
    @CsvSource({"7, string", "true, string", "[], string", "{}, string"})
    void anIdIsAText(String id, String expected) {
        assertThat(desk.post("/customer/new", "{'user_id':" + id + "}").refusal())
                .isEqualTo("400 user_id: user_id is not what it must be (expected a " + expected + ")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "' '", "null"})
    void aBlankIdIsNone(String id) {
        assertThat(desk.post("/customer/new", "{'user_id':" + id + "}").refusal())
                .isEqualTo("400 user_id: user_id is missing");
    }
}
