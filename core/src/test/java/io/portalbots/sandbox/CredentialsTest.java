package io.portalbots.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ready-made application, used as clients do that know nothing but its fields. */
class CredentialsTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    private final JsonObject credentials = LAB.credentials();
    private final String client = credentials.getString("client_endpoint");
    private final String server = credentials.getString("server_endpoint");
    private final String token = credentials.getString("access_token");

    @Test
    void hasTheFieldsOfAnInstallsAnswer() {
        var answer = new TestPortal(LAB, "acme").install();

        assertThat(credentials.fieldNames()).isEqualTo(answer.fieldNames());
        assertThat(credentials.getString("member_id")).isEqualTo(answer.getString("member_id"));
    }

    @Test
    void keepsToTheAddress() {
        var address = "127.0.0.1:" + LAB.port();

        assertThat(credentials.getString("domain")).isEqualTo(address);
        assertThat(client).isEqualTo("http://" + address + "/rest/");
        assertThat(server).isEqualTo("http://" + address + "/auth/rest/");
        assertThat(credentials.getString("webhook_url")).startsWith(client + "1/");
    }

    @Test
    void callsThePortalWithTheTokenAndByTheWebhook() {
        assertThat(id(client + "profile?auth=" + token)).isEqualTo("1");
        assertThat(id(credentials.getString("webhook_url") + "profile")).isEqualTo("1");
    }

    /** As the official SDKs do: the first by its server_endpoint, the second by a base that its author entered. */
    @Test
    void refreshesWhereClientsLookForTheTokenEndpointAndStaysAtTheAddress() {
        var second = refreshed(server.replace("/rest/", "") + "/oauth/token/", credentials);
        var third = refreshed(LAB.url() + "/oauth/token/", second);

        assertThat(third.getString("client_endpoint")).isEqualTo(client);
        assertThat(third.getString("server_endpoint")).isEqualTo(server);
        assertThat(third.getString("domain")).isEqualTo("127.0.0.1:" + LAB.port());
        assertThat(id(third.getString("client_endpoint") + "profile?auth=" + third.getString("access_token")))
                .isEqualTo("1");
    }

    @Test
    void tellsOtherPortalsByTheirNamesEvenUnderTheAddress() {
        var portal = LAB.portal();

        var refreshed = refreshed(LAB.url() + "/oauth/token/", portal.install());

        assertThat(refreshed.getString("client_endpoint")).isEqualTo(portal.rest());
    }

    @Test
    void keepsTheOAuthServersMethodsApartFromThePortals() {
        var atServer = (JsonObject) LAB.get(server + "app.info?auth=" + token).result();
        var atPortal = (JsonObject) LAB.get(client + "app.info?auth=" + token).result();

        assertThat(atServer.getString("client_id")).isEqualTo(credentials.getString("client_id"));
        assertThat(atPortal.getBoolean("INSTALLED")).isTrue();
        assertThat(LAB.get(server + "profile?auth=" + token).error()).isEqualTo("ERROR_METHOD_NOT_FOUND");
    }

    private static String id(String url) {
        return ((JsonObject) LAB.get(url).result()).getString("ID");
    }

    private JsonObject refreshed(String tokenUrl, JsonObject known) {
        var owner = known.containsKey("client_secret") ? known : credentials;
        return LAB.form(
                        tokenUrl,
                        "grant_type=refresh_token&client_id=" + owner.getString("client_id") + "&client_secret="
                                + owner.getString("client_secret") + "&refresh_token="
                                + known.getString("refresh_token"))
                .json();
    }
}
