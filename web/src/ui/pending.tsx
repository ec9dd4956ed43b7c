/** Nothing for the first 200 ms, then the outline of what comes. */
export const Pending = ({ label }: { readonly label: string }) => (
  <div className="pending" role="status">
    <span className="hidden-text">{label}</span>
    <div className="pending-card" />
    <div className="pending-card" />
  </div>
);
