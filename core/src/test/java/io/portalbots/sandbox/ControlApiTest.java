package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlApiTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    @Test
    void describesASeededPortal() {
        var acme = LAB.control("/portals/acme").json();

        assertThat(acme.getString("domain")).isEqualTo("acme.bitrix24.localhost:" + LAB.port());
        assertThat(acme.getString("memberId")).isEqualTo("7f4a6c50fb93afc1a2030aa2241dafb1");
        assertThat(acme.getJsonArray("users").stream().map(user -> ((JsonObject) user).getString("name")))
                .containsExactly("Alice", "Bob", "Dora", "Carl Customer");
        assertThat(acme.getJsonArray("openChannels").getJsonObject(0).getString("code"))
                .matches("[0-9a-f]{32}");
        assertThat(acme.getJsonArray("dialogs").getJsonObject(1).getString("entityType"))
                .isEqualTo("LINES");
        assertThat(LAB.control("/portals").list().getJsonObject(0).getString("name"))
                .isEqualTo("acme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|/portals/nobody|''|404|PORTAL_NOT_FOUND",
                "GET|/portals/acme/users/99/dialogs|''|404|USER_NOT_FOUND",
                "GET|/portals/acme/users/x/dialogs|''|404|USER_NOT_FOUND",
                "GET|/portals/acme/users/1/messages|''|400|WRONG_FIELD",
                "GET|/portals/acme/users/1/messages?dialogId=2&after=x|''|400|WRONG_FIELD",
                "POST|/portals|{|400|MALFORMED_JSON",
                "POST|/portals|[]|400|MALFORMED_JSON",
                "POST|/portals|{}|400|WRONG_FIELD",
                "POST|/portals|{\"name\":\"acme\"}|409|PORTAL_EXISTS",
                "POST|/portals|{\"name\":\"A B\"}|400|WRONG_FIELD",
                "POST|/portals|{\"name\":7}|400|WRONG_FIELD",
                "POST|/portals|{\"prefix\":\"x\",\"count\":0}|400|WRONG_FIELD",
                "POST|/portals|{\"name\":\"x\",\"colour\":1}|400|WRONG_FIELD",
                "POST|/portals|{\"prefix\":\"x\",\"count\":100001}|400|WRONG_FIELD",
                "POST|/portals|{\"prefix\":\"-\",\"count\":1}|400|WRONG_FIELD",
                "POST|/installs|{\"clientId\":\"x\",\"clientSecret\":\"y\"}|400|WRONG_FIELD",
                "POST|/installs|{\"prefix\":\"a\",\"clientId\":\"x\"}|400|WRONG_FIELD",
                "POST|/installs|{\"prefix\":\"a\",\"clientId\":\"x\",\"clientSecret\":\"y\",\"via\":\"page\"}|400|WRONG_FIELD",
                "POST|/portals/acme/installs|{\"clientId\":\"x\"}|400|WRONG_FIELD",
                "POST|/portals/acme/installs|{\"clientId\":\"x\",\"clientSecret\":\"y\",\"via\":\"z\"}|400|WRONG_FIELD",
                "POST|/portals/acme/installs|{\"clientId\":\"x\",\"clientSecret\":\"y\",\"via\":\"page\"}|400|WRONG_FIELD",
                "POST|/portals/acme/installs|{\"clientId\":\"x\",\"clientSecret\":\"y\",\"eventUrl\":\"z\"}|400|WRONG_FIELD",
                "DELETE|/portals/acme/installs/nobody|''|404|INSTALL_NOT_FOUND",
                "POST|/portals/acme/users/1/messages|{\"dialogId\":2,\"text\":\"a\"}|400|WRONG_FIELD",
                "POST|/portals/acme/users/1/messages|{\"dialogId\":\"2\"}|400|WRONG_FIELD",
                "PATCH|/portals/acme/users/1|{\"name\":\" \"}|400|WRONG_FIELD",
                "POST|/portals/acme/users/1/messages|{\"dialogId\":\"99\",\"text\":\"a\"}|409|NOT_VISIBLE",
                "POST|/portals/acme/users/1/clicks|{\"dialogId\":\"2\",\"appId\":99}|409|NOT_VISIBLE",
                "POST|/portals/acme/users/1/presses|{\"messageId\":99,\"button\":0}|409|NOT_VISIBLE",
                "PATCH|/portals/acme/users/1/messages/99|{\"text\":\"a\"}|409|NOT_EDITABLE",
                "PATCH|/portals/acme/users/1/messages/x|{\"text\":\"a\"}|409|NOT_EDITABLE",
                "PATCH|/portals/acme/users/1/messages/99|{}|400|WRONG_FIELD",
                "DELETE|/portals/acme/users/1/messages/99|{\"complete\":1}|400|WRONG_FIELD",
                "POST|/portals/acme/chats|{\"title\":\"x\",\"userIds\":[99]}|404|USER_NOT_FOUND",
                "POST|/portals/acme/chats|{\"title\":\"x\",\"userIds\":[\"1\"]}|400|WRONG_FIELD",
                "POST|/portals/acme/chats/99/users|{\"userIds\":[1]}|404|CHAT_NOT_FOUND",
                "GET|/nothing|''|404|NOT_FOUND",
                "PUT|/portals|''|405|METHOD_NOT_ALLOWED"
            })
    void refusesWithOneClearError(String verb, String path, String body, int status, String error) {
        var reply = LAB.send(HttpMethod.valueOf(verb), LAB.url() + "/_sandbox" + path, Map.of(), Buffer.buffer(body));

        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.error()).isEqualTo(error);
        assertThat(reply.json().getString("message")).isNotBlank();
    }

    @Test
    void answersUnderLoopbackNamesOnly() {
        var reply = LAB.send(
                HttpMethod.GET, LAB.url() + "/_sandbox/portals", Map.of("Host", "evil.example.test"), Buffer.buffer());

        assertThat(reply.status()).isEqualTo(403);
        assertThat(LAB.get("http://localhost:" + LAB.port() + "/_sandbox/portals")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAKnownApplicationWithAnotherSecret() {
        var portal = LAB.portal();
        portal.install();

        var reply = portal.install(TestPortal.CLIENT, new JsonObject().put("clientSecret", "other"));

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().getString("message")).contains(TestPortal.CLIENT);
    }

    @Test
    void reinstallsWithNewTokensAndKeepsTheBots() {
        var portal = LAB.portal();
        var first = portal.install();
        portal.bot(first.getString("access_token"), "echo");

        var second = portal.install();

        assertThat(second.getString("access_token")).isNotEqualTo(first.getString("access_token"));
        assertThat(second.getString("application_token")).isEqualTo(first.getString("application_token"));
        assertThat(portal.detail().getJsonArray("bots")).hasSize(1);
        assertThat(portal.detail().getJsonArray("installs")).hasSize(1);
    }

    @Test
    void opensPrivateDialogsAndMakesGroups() {
        var portal = LAB.portal();

        var opened = portal.control(HttpMethod.POST, "/users/2/dialogs", new JsonObject().put("dialogId", "1"))
                .json();
        var group = portal.control(
                        HttpMethod.POST,
                        "/chats",
                        new JsonObject().put("title", "Two").put("userIds", new JsonArray(List.of(1, 2))))
                .json();

        var dialogs = portal.control("/users/2/dialogs").list();
        assertThat(dialogs)
                .contains(new JsonObject()
                        .put("dialogId", "1")
                        .put("title", "Alice")
                        .put("type", "user")
                        .put("chatId", opened.getInteger("chatId")))
                .contains(new JsonObject()
                        .put("dialogId", group.getString("dialogId"))
                        .put("title", "Two")
                        .put("type", "chat")
                        .put("chatId", group.getInteger("chatId")));
        assertThat(dialogs.stream().map(dialog -> ((JsonObject) dialog).getString("dialogId")))
                .doesNotContain("2");
    }

    @Test
    void readsMessagesAfterAnId() {
        var portal = LAB.portal();
        var first = portal.says(1, 2, "one").json().getInteger("messageId");
        portal.says(2, 1, "two");

        var later =
                portal.control("/users/1/messages?dialogId=2&after=" + first).list();

        assertThat(later).hasSize(1);
        assertThat(later.getJsonObject(0).getString("text")).isEqualTo("two");
    }

    @Test
    void countsCalls() {
        var portal = LAB.portal();
        var token = portal.install().getString("access_token");
        portal.call(token, "batch", "cmd[a]=profile&cmd[b]=scope&cmd[c]=imbot.app.unregister");
        portal.call("wrong", "profile", "");

        var calls = LAB.control("/calls?portal=" + portal.name()).json();

        assertThat(calls.getInteger("http")).isEqualTo(2);
        assertThat(calls.getJsonObject("byMethod").getMap())
                .isEqualTo(Map.of("batch", 1, "profile", 2, "scope", 1, "imbot.app.unregister", 1));
        assertThat(calls.getJsonArray("calls").getJsonObject(0).getInteger("commands"))
                .isEqualTo(3);
        assertThat(calls.getJsonArray("calls").getJsonObject(1).getString("error"))
                .isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void countsCallsWithoutListingThem() {
        try (var lab = new Lab()) {
            var portal = lab.portal();
            var token = portal.install().getString("access_token");
            portal.call("wrong", "profile", "");
            lab.form(lab.url() + "/auth/oauth/token/", "grant_type=refresh_token&client_id=nobody");
            portal.call(token, "batch", "cmd[a]=profile");

            var count = lab.control("/calls/count").json();

            assertThat(count.fieldNames()).containsExactlyInAnyOrder("http", "oauth", "byMethod", "byError");
            assertThat(count.getInteger("http")).isEqualTo(3);
            assertThat(count.getInteger("oauth")).isEqualTo(1);
            assertThat(count.getJsonObject("byMethod").getMap())
                    .isEqualTo(Map.of("batch", 1, "profile", 2, "oauth/token", 1));
            assertThat(count.getJsonObject("byError").getMap()).containsEntry("NO_AUTH_FOUND", 1);
        }
    }

    @Test
    void countsTheAppsOfManyPortals() {
        var many = new JsonObject().put("prefix", "census").put("count", 2);
        LAB.control(HttpMethod.POST, "/portals", many);
        for (var name : List.of("census1", "census2")) {
            var portal = new TestPortal(LAB, name);
            var token = portal.install().getString("access_token");
            portal.app(token, TestPortal.frame(portal.bot(token, "echo"), "poll"));
        }

        assertThat(LAB.control("/apps?prefix=census").json())
                .isEqualTo(new JsonObject()
                        .put("portals", 2)
                        .put("apps", 2)
                        .put("byCode", new JsonObject().put("poll", 2))
                        .put("byTitle", new JsonObject().put("Poll", 2)));
    }

    @Test
    void servesThePageOfWhatItDoes() {
        var page = LAB.get(LAB.url() + "/_sandbox/docs");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=utf-8");
        assertThat((String) page.body()).contains("What the sandbox does", "transport.token");
    }

    @Test
    void saysWhichPortIsTaken() {
        var taken = new SandboxOptions("127.0.0.1", LAB.port(), List.of("acme"), true);

        assertThatThrownBy(() -> Sandbox.start(Lab.vertx(), taken).await())
                .hasMessageContaining("127.0.0.1:" + LAB.port());
    }
}
