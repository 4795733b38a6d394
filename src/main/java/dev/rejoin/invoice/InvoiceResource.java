package dev.rejoin.invoice;

import dev.rejoin.api.endpoint.FoundResource;
import dev.rejoin.api.resource.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** /v1/invoices. */
@Path("/v1/invoices")
@Tag(name = "invoices", description = "What an organization owes; totals are computed from the lines, never stored.")
public class InvoiceResource extends FoundResource<Invoice, Invoice.Data> {
    private final Issue issue;
    private final Pay pay;
    private final Invalidate invalidate;

    InvoiceResource(Issue issue, Pay pay, Invalidate invalidate) {
        super(Invoice.class);
        this.issue = issue;
        this.pay = pay;
        this.invalidate = invalidate;
    }

    @POST
    @Path("{id}/issue")
    @RolesAllowed(Role.WRITES)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "issueInvoice",
            summary = "Issue an invoice",
            description = "A DRAFT with at least one line becomes ISSUED, or PAID if nothing is owed.")
    public Response issue(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            @RequestBody(required = false) Issue.@Nullable Order order) {
        return act(id, ifMatch, order, invoice -> issue.run(invoice, order));
    }

    @POST
    @Path("{id}/pay")
    @RolesAllowed(Role.WRITES)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "payInvoice",
            summary = "Record a payment",
            description =
                    "Adds a payment to an ISSUED invoice, at most what is owed, or none if nothing is; it is PAID once nothing is.")
    public Response pay(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, Pay.Order order) {
        return act(id, ifMatch, order, invoice -> pay.run(invoice, order));
    }

    @POST
    @Path("{id}/void")
    @RolesAllowed(Role.WRITES)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "voidInvoice",
            summary = "Void an invoice",
            description = "An invoice without payments becomes VOID, a PAID one if nothing is owed.")
    public Response invalidate(@PathParam("id") UUID id, @HeaderParam("If-Match") @Nullable String ifMatch) {
        return act(id, ifMatch, null, invalidate::run);
    }
}
