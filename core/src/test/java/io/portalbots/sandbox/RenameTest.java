package io.portalbots.sandbox;

import static io.portalbots.sandbox.TestPortal.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RenameTest {

    @RegisterExtension
    private static final Lab LAB = new Lab();

    @RegisterExtension
    private static final Lab OTHER = new Lab();

    private TestPortal old;
    private TestPortal renamed;
    private JsonObject installed;

    @BeforeEach
    void rename() {
        old = LAB.portal();
        installed = old.install();
        renamed = new TestPortal(LAB, old.name() + "-new");
        old.control(HttpMethod.POST, "/rename", new JsonObject().put("name", renamed.name()));
    }

    @Test
    void redirectsTheOldHostToTheSamePlaceOnTheNewOneWhateverTheVerb() {
        var get = LAB.get(old.rest() + "profile.json?auth=x%2By");
        var post = old.call(installed.getString("access_token"), "profile", "");
        var page = LAB.get(old.rest().replaceFirst("rest/$", ""));

        assertThat(get.status()).isEqualTo(302);
        assertThat(get.headers()).containsEntry("Location", renamed.rest() + "profile.json?auth=x%2By");
        assertThat(post.status()).isEqualTo(302);
        assertThat(post.headers()).containsEntry("Location", renamed.rest() + "profile");
        assertThat(page.headers()).containsEntry("Location", renamed.rest().replaceFirst("rest/$", ""));
    }

    @Test
    void keepsIdentityTokensAndApplications() {
        var profile = renamed.call(installed.getString("access_token"), "profile", "");

        assertThat(profile.status()).isEqualTo(200);
        assertThat(renamed.detail().getString("memberId")).isEqualTo(installed.getString("member_id"));
    }

    @Test
    void tellsTheNewEndpointWithTheNextTokens() {
        var refreshed = LAB.form(
                        "http://localhost:" + LAB.port() + "/oauth/token/",
                        "grant_type=refresh_token&client_id=" + CLIENT + "&client_secret=S3cr3t&refresh_token="
                                + installed.getString("refresh_token"))
                .json();

        assertThat(refreshed.getMap())
                .containsEntry("client_endpoint", renamed.rest())
                .containsEntry("member_id", installed.getString("member_id"));
    }

    @Test
    void givesTheOldNameToWhoeverTakesIt() {
        LAB.control(HttpMethod.POST, "/portals", new JsonObject().put("name", old.name()));

        assertThat(LAB.get(old.rest() + "profile").error()).isEqualTo("NO_AUTH_FOUND");
    }

    @Test
    void leadsThroughSeveralNamesAndBack() {
        renamed.control(HttpMethod.POST, "/rename", new JsonObject().put("name", old.name()));

        assertThat(LAB.get(old.rest() + "profile").error()).isEqualTo("NO_AUTH_FOUND");
        assertThat(LAB.get(renamed.rest() + "profile").headers()).containsEntry("Location", old.rest() + "profile");
    }

    @Test
    void leavesTheFirstPortalTheFirst() {
        OTHER.control(HttpMethod.POST, "/portals", new JsonObject().put("name", "beta"));
        OTHER.control(HttpMethod.POST, "/portals/acme/rename", new JsonObject().put("name", "zeta"));

        assertThat(OTHER.control("/portals").list().getJsonObject(0).getString("name"))
                .isEqualTo("zeta");
    }
}
