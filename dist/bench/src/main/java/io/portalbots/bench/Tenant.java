package io.portalbots.bench;

/** An application on a portal: where that is found, and the token to call it with. */
record Tenant(String domain, String token) {

    @Override
    public String toString() {
        return "Tenant[" + domain + "]";
    }
}
