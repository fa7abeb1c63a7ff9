package io.portalbots.portal;

import io.vertx.core.Vertx;

/** Ways out that lead to servers of tests. */
final class ThisMachine {

    private ThisMachine() {}

    /** By plain http, to this machine only. */
    static Http http(Vertx vertx) {
        return http(vertx, Http.PORTALS);
    }

    static Http http(Vertx vertx, Http.Limits limits) {
        return new Http(vertx, new Outward(AllowList.NOBODY, true), Authorities.PUBLIC, limits);
    }
}
