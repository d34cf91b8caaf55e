# Arguments: the mode (unblocked, block, blocked, unblock), for "block" the duration, then the addresses.
# Uses a table of its own; the server's own rules are neither read nor changed.
mode=$1
shift
if test "$mode" = block; then lasts=$1; shift; fi

for address in "$@"; do
  case "$address" in '' | *[!0-9A-Fa-f:./]*) echo "no address: $address" >&2; exit 64 ;; esac
done

set_for() { case "$1" in *:*) echo addresses6 ;; *) echo addresses4 ;; esac; }

is_blocked() { nft get element inet toban_block "$(set_for "$1")" "{ $1 }" > /dev/null 2>&1; }

# One transaction: all rules are added, or none.
rules() {
  echo 'add table inet toban_block'
  echo 'add set inet toban_block addresses4 { type ipv4_addr; flags interval, timeout; }'
  echo 'add set inet toban_block addresses6 { type ipv6_addr; flags interval, timeout; }'
  for hook in input forward; do
    echo "add chain inet toban_block $hook { type filter hook $hook priority -10; policy accept; }"
    echo "flush chain inet toban_block $hook"
    echo "add rule inet toban_block $hook ip saddr @addresses4 drop"
    echo "add rule inet toban_block $hook ip6 saddr @addresses6 drop"
  done
  for address in "$@"; do
    echo "add element inet toban_block $(set_for "$address") { $address timeout $lasts }"
  done
}

case "$mode" in
  unblocked) for address in "$@"; do if is_blocked "$address"; then echo "$address"; exit 1; fi; done ;;
  blocked) for address in "$@"; do if ! is_blocked "$address"; then echo "$address"; exit 1; fi; done ;;
  block) rules "$@" | nft -f - ;;
  unblock)
    nft list table inet toban_block > /dev/null 2>&1 || exit 0
    for address in "$@"; do
      # An address that has expired, or was never blocked, is no fault.
      nft delete element inet toban_block "$(set_for "$address")" "{ $address }" 2> /dev/null || true
    done
    if ! nft list table inet toban_block | grep -q 'elements ='; then nft delete table inet toban_block; fi
    ;;
  *) exit 64 ;;
esac
